using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Build task: replaces libLibTorchSharp.so in an output folder by a copy whose requirement GLIBCXX_3.4.32 reads
/// GLIBCXX_3.4.30. Does nothing unless all of this holds: the file is there, the system's libstdc++ lacks 3.4.32, the
/// file is byte for byte the known original, and 3.4.32 is the only version above 3.4.30 that it requires. Where it
/// does nothing and the system is too old, the program's own preflight says so in one sentence.
/// </summary>
public class RelabelGlibcxx : Task
{
    private const string Wanted = "GLIBCXX_3.4.32";
    private const string Available = "GLIBCXX_3.4.30";
    private const string KnownSha256 = "cf33b1b0";

    [Required]
    public string File { get; set; }

    public override bool Execute()
    {
        if (!System.IO.File.Exists(File) || SystemHasWanted())
            return true;

        byte[] image = System.IO.File.ReadAllBytes(File);
        if (!Sha256(image).StartsWith(KnownSha256, StringComparison.Ordinal))
            return true; // already relabelled, or a version this task was not checked against

        List<Requirement> requirements = ReadRequirements(image);
        Version ceiling = VersionOf(Available);
        List<Requirement> above = requirements
            .Where(r => r.Name.StartsWith("GLIBCXX_3.", StringComparison.Ordinal) && VersionOf(r.Name) > ceiling)
            .ToList();
        Requirement available = requirements.FirstOrDefault(r => r.Name == Available);
        if (above.Count != 1 || above[0].Name != Wanted || available == null)
            return true;

        // hash and name of one entry of .gnu.version_r
        Write(image, above[0].Offset, ElfHash(Available));
        Write(image, above[0].Offset + 8, available.NameIndex);

        // The file is a hard link into the NuGet cache: write a new one and rename, never in place.
        DateTime stamp = System.IO.File.GetLastWriteTimeUtc(File);
        string temporary = File + ".relabelled";
        System.IO.File.WriteAllBytes(temporary, image);
        // of the same size and time, an incremental build does not copy the original again
        System.IO.File.SetLastWriteTimeUtc(temporary, stamp);
        System.IO.File.Delete(File);
        System.IO.File.Move(temporary, File);
        Log.LogMessage(
            MessageImportance.Normal,
            "{0}: {1} relabelled {2} for this system's libstdc++",
            File,
            Wanted,
            Available
        );
        return true;
    }

    private static bool SystemHasWanted()
    {
        string[] standard =
        {
            "/usr/lib/x86_64-linux-gnu",
            "/lib/x86_64-linux-gnu",
            "/usr/lib64",
            "/lib64",
            "/usr/lib",
            "/usr/local/lib64",
            "/usr/local/lib",
        };
        string path = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "";
        // the loader takes the first one it finds
        string library = path.Split(':')
            .Where(d => d.Length > 0)
            .Concat(standard)
            .Select(d => Path.Combine(d, "libstdc++.so.6"))
            .FirstOrDefault(System.IO.File.Exists);
        return library != null
            && IndexOf(System.IO.File.ReadAllBytes(library), Encoding.ASCII.GetBytes(Wanted + "\0")) >= 0;
    }

    private sealed class Requirement
    {
        public string Name;
        public int NameIndex;
        public int Offset;
    }

    private static List<Requirement> ReadRequirements(byte[] b)
    {
        const uint ShtGnuVerneed = 0x6ffffffe;
        var found = new List<Requirement>();
        if (b.Length < 64 || b[0] != 0x7f || b[1] != 'E' || b[2] != 'L' || b[3] != 'F' || b[4] != 2 || b[5] != 1)
            return found;

        long sections = BitConverter.ToInt64(b, 0x28);
        int size = BitConverter.ToUInt16(b, 0x3A);
        int count = BitConverter.ToUInt16(b, 0x3C);
        for (int i = 0; i < count; i++)
        {
            int section = (int)(sections + i * size);
            if (BitConverter.ToUInt32(b, section + 4) != ShtGnuVerneed)
                continue;
            int strings = (int)
                BitConverter.ToInt64(b, (int)(sections + BitConverter.ToInt32(b, section + 0x28) * size) + 0x18);
            for (int need = (int)BitConverter.ToInt64(b, section + 0x18); ; )
            {
                int entries = BitConverter.ToUInt16(b, need + 2);
                int entry = need + BitConverter.ToInt32(b, need + 8);
                for (int k = 0; k < entries; k++)
                {
                    int index = BitConverter.ToInt32(b, entry + 8);
                    int start = strings + index;
                    found.Add(
                        new Requirement
                        {
                            Name = Encoding.ASCII.GetString(b, start, Array.IndexOf(b, (byte)0, start) - start),
                            NameIndex = index,
                            Offset = entry,
                        }
                    );
                    entry += BitConverter.ToInt32(b, entry + 12);
                }
                int next = BitConverter.ToInt32(b, need + 12);
                if (next == 0)
                    break;
                need += next;
            }
        }
        return found;
    }

    private static Version VersionOf(string name)
    {
        Version version;
        return Version.TryParse(name.Substring("GLIBCXX_".Length), out version) ? version : new Version(0, 0);
    }

    private static int ElfHash(string name)
    {
        uint h = 0;
        foreach (byte c in Encoding.ASCII.GetBytes(name))
        {
            h = (h << 4) + c;
            uint high = h & 0xf0000000;
            if (high != 0)
                h ^= high >> 24;
            h &= ~high;
        }
        return (int)h;
    }

    private static void Write(byte[] target, int offset, int value)
    {
        Array.Copy(BitConverter.GetBytes(value), 0, target, offset, 4);
    }

    private static string Sha256(byte[] bytes)
    {
        using (SHA256 sha = SHA256.Create())
            return string.Concat(sha.ComputeHash(bytes).Select(x => x.ToString("x2")));
    }

    private static int IndexOf(byte[] haystack, byte[] needle)
    {
        for (int i = 0; i + needle.Length <= haystack.Length; i++)
        {
            int k = 0;
            while (k < needle.Length && haystack[i + k] == needle[k])
                k++;
            if (k == needle.Length)
                return i;
        }
        return -1;
    }
}
