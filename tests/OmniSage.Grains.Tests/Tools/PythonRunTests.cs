using System.ComponentModel;
using System.Diagnostics;
using OmniSage.Grains.Tools.Sandboxed;

namespace OmniSage.Grains.Tests.Tools;

public sealed class PythonRunTests
{
    [Theory]
    [InlineData("print('it\\'s \"x\" $HOME `id`')", "it's \"x\" $HOME `id`\n")]
    [InlineData("def f(a):\n    return a * 2\n\nprint(f(21))", "42\n")]
    [InlineData("print('''\nEND_OF_PROGRAM\n''')", "\nEND_OF_PROGRAM\n\n")]
    [InlineData("import sys\nprint(repr(sys.stdin.read()))", "''\n")]
    public async Task Program_OfAnyText_ArrivesUnchanged(string code, string printed)
    {
        Assert.SkipUnless(await HasPythonAsync(), "python3 is not installed");
        var shell = new ProcessStartInfo("/bin/sh", ["-c", PythonRunTool.LineOf(code)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(shell)!;
        Assert.Equal(printed, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<bool> HasPythonAsync()
    {
        try
        {
            using var process = Process.Start("python3", "-c pass");
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
