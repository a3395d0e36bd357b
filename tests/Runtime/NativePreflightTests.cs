using RobustRepro.Runtime;

namespace RobustRepro.Tests.Runtime;

public sealed class NativePreflightTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_old_libstdcxx_is_named_with_the_systems_that_have_a_newer() =>
        NativePreflight
            .Explain(
                "libLibTorchSharp.so",
                "Unable to load shared library: /usr/lib/x86_64-linux-gnu/libstdc++.so.6: version "
                    + "`GLIBCXX_3.4.32' not found (required by libLibTorchSharp.so)\nmore"
            )
            .Should()
            .StartWith(
                "libLibTorchSharp.so needs GLIBCXX_3.4.32, which this system's libstdc++ (GCC 13.2 or "
                    + "newer) does not have: use Debian 12"
            )
            .And.NotContain("\n");

    [Fact]
    public void An_old_glibc_is_named() =>
        NativePreflight
            .Explain("libc10.so", "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found")
            .Should()
            .StartWith("libc10.so needs GLIBC_2.34, which this system's glibc does not have");

    [Fact]
    public void Any_other_failure_is_given_in_the_loader_s_first_line() =>
        NativePreflight
            .Explain("libtorch.so", "libgomp.so.1: cannot open shared object file\ntried: x\ntried: y")
            .Should()
            .Be("libtorch.so cannot be loaded: libgomp.so.1: cannot open shared object file");

    [Fact]
    public void A_missing_library_says_how_to_build() =>
        FluentActions
            .Invoking(() => NativePreflight.Check(folder.Path))
            .Should()
            .Throw<MissingRequirementException>()
            .WithMessage($"libc10.so is not beside the program in {folder.Path}*dotnet build -c Release*");

    [Fact]
    public void A_damaged_library_is_named()
    {
        File.WriteAllText(folder.File("libc10.so"), "no library");
        FluentActions
            .Invoking(() => NativePreflight.Check(folder.Path))
            .Should()
            .Throw<MissingRequirementException>()
            .WithMessage("libc10.so cannot be loaded: *");
    }
}
