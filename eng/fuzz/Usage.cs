using System.Globalization;
using System.Runtime.InteropServices;

namespace RobustRepro.Fuzz;

/// <summary>What this process takes of time and memory, as the system counts it.</summary>
internal static unsafe partial class Usage
{
    private const int ProcessTime = 2,
        OfSelf = 0,
        MaxResident = 4;

    /// <summary>Seconds of all threads. Other processes do not change it.</summary>
    public static double Seconds
    {
        get
        {
            long* time = stackalloc long[2];
            _ = ReadClock(ProcessTime, time);
            return time[0] + time[1] * 1e-9;
        }
    }

    /// <summary>The most memory that was resident since <see cref="Forget"/>, in bytes.</summary>
    public static long MostMemory
    {
        get
        {
            long* usage = stackalloc long[18];
            _ = ReadUsage(OfSelf, usage);
            return usage[MaxResident] * 1024;
        }
    }

    /// <summary>Begins to count anew; gives what is resident now, in bytes.</summary>
    public static long Forget()
    {
        File.WriteAllText("/proc/self/clear_refs", "5");
        string[] pages = File.ReadAllText("/proc/self/statm").Split(' ');
        return long.Parse(pages[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, long* time);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int ReadUsage(int who, long* usage);
}
