using System.Runtime.InteropServices;

namespace RobustRepro.Fuzz;

/// <summary>Lets Linux end this process where it starts a program or opens a socket: no reader has any business
/// with either.</summary>
internal static unsafe partial class Sandbox
{
    private const int NoNewPrivileges = 38,
        Seccomp = 22,
        Filter = 2;

    private const uint Allow = 0x7fff0000,
        KillProcess = 0x80000000;

    private const ushort LoadWord = 0x20,
        JumpIfEqual = 0x15,
        Return = 0x06;

    /// <summary>Of x64: execve, execveat, socket.</summary>
    private static readonly uint[] Forbidden = [59, 322, 41];

    /// <summary>For this thread and those that it starts; .NET's others have started.</summary>
    /// <exception cref="InvalidOperationException">The system does not offer it.</exception>
    public static void Enter()
    {
        List<Instruction> program = [new(LoadWord, 0, 0, 0)];
        for (int i = 0; i < Forbidden.Length; i++)
            program.Add(new(JumpIfEqual, (byte)(Forbidden.Length - i), 0, Forbidden[i]));
        program.Add(new(Return, 0, 0, Allow));
        program.Add(new(Return, 0, 0, KillProcess));
        Instruction[] instructions = [.. program];
        fixed (Instruction* first = instructions)
        {
            var filter = new FilterProgram((ushort)instructions.Length, first);
            if (Control(NoNewPrivileges, 1, 0, 0, 0) != 0 || Control(Seccomp, Filter, (nint)(&filter), 0, 0) != 0)
                throw new InvalidOperationException("seccomp is refused");
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nint a, nint b, nint c, nint d);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct FilterProgram(ushort length, Instruction* first)
    {
        private readonly ushort length = length;
        private readonly Instruction* first = first;
    }
}
