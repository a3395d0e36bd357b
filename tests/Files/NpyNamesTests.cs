using System.Text;
using RobustRepro.Files;

namespace RobustRepro.Tests.Files;

public sealed class NpyNamesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Names_of_every_length_are_read(byte version) =>
        NpyNames
            .Read(Write(Bytes(version, "{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }", "a", "émile", "")))
            .Should()
            .Equal("a", "émile", "");

    [Theory]
    [InlineData(
        "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }",
        "expected a one-dimensional array of strings"
    )]
    [InlineData(
        "{'descr': '<U5', 'fortran_order': False, 'shape': (3, 2), }",
        "expected a one-dimensional array of strings"
    )]
    [InlineData("{'descr': '<U5', 'fortran_order': False, 'shape': (4,), }", "its header says 80: damaged or cut off")]
    [InlineData("{'descr': '<U9999', 'fortran_order': False, 'shape': (99999999,), }", "damaged or cut off")]
    public void Anything_else_is_refused(string header, string message) =>
        Refused(Bytes(1, header, "a", "b", "c"), message);

    [Fact]
    public void Damaged_files_are_refused()
    {
        byte[] good = Bytes(1, "{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }", "a", "b", "c");
        Refused([], "no file of numpy.save");
        Refused([.. "PK\x03\x04 something else"u8], "no file of numpy.save");
        Refused(good[..20], "its header is damaged or cut off");
        Refused(good[..^1], "damaged or cut off");
        Refused([.. good[..8], 0xFF, 0xFF, .. good[10..]], "its header is damaged or cut off");
    }

    private void Refused(byte[] content, string message)
    {
        string path = Write(content);
        FluentActions
            .Invoking(() => NpyNames.Read(path))
            .Should()
            .Throw<InvalidInputException>()
            .Which.Message.Should()
            .StartWith(path)
            .And.Contain(message)
            .And.NotContain("\n");
    }

    private string Write(byte[] content)
    {
        string path = folder.File("names.npy");
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Bytes(byte version, string header, params string[] names)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return
        [
            0x93,
            .. "NUMPY"u8,
            version,
            0,
            .. length,
            .. text,
            .. names.SelectMany(n => Encoding.UTF32.GetBytes(n.PadRight(5, '\0'))),
        ];
    }
}
