namespace OmniSage.Tidy.Tests.Scripts;

public sealed class InstallNeedsTests : IDisposable
{
    private readonly ToolFolder tools = new();

    public void Dispose() => tools.Dispose();

    [Fact]
    public async Task InstallNeeds_NothingMissing_IsSilent()
    {
        tools.Stub("bwrap");
        tools.Write("lib/libsqlite3.so.0", "");

        var run = await InstallAsync();

        Assert.Equal(new ShellRun(0, "", ""), run);
        Assert.Equal("", tools.Calls);
    }

    [Theory]
    [InlineData("apt-get", "apt-get install -y --no-install-recommends bubblewrap libsqlite3-0")]
    [InlineData("dnf", "dnf install -y bubblewrap sqlite-libs")]
    [InlineData("apk", "apk add bubblewrap sqlite-libs")]
    [InlineData("zypper", "zypper --non-interactive install bubblewrap libsqlite3-0")]
    [InlineData("pacman", "pacman -S --noconfirm --needed bubblewrap sqlite")]
    public async Task InstallNeeds_AsRoot_InstallsWhatIsMissing(string manager, string call)
    {
        tools.Stub("id", "echo 0");
        tools.Stub(manager);

        var run = await InstallAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(call + "\n", tools.Calls, StringComparison.Ordinal);
        Assert.Equal(1, run.Errors.AsSpan().Count('\n'));
        Assert.Contains($"with {manager}", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallNeeds_OldPackageLists_FetchesThemOnce()
    {
        tools.Stub("id", "echo 0");
        tools.Stub("apt-get", $"if [ $1 = update ]; then echo >'{tools.Root}/updated'; exit; fi\n"
            + $"[ -e '{tools.Root}/updated' ]");

        var run = await InstallAsync();

        Assert.DoesNotContain("did not work", run.Errors, StringComparison.Ordinal);
        Assert.Contains("apt-get update\napt-get install", tools.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallNeeds_InstallFails_GoesOnAndNamesTheCommand()
    {
        tools.Stub("id", "echo 0");
        tools.Stub("dnf", "exit 1");

        var run = await InstallAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("run: dnf install -y bubblewrap sqlite-libs", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 1", false)]
    [InlineData("[ \"$2\" = true ] || shift; [ \"$1\" = -n ] && shift; \"$@\"", true)]
    public async Task InstallNeeds_AsAPerson_AsksSudoWithoutAPassword(string sudo, bool installs)
    {
        tools.Stub("id", "echo 1000");
        tools.Stub("true");
        tools.Stub("sudo", sudo);
        tools.Stub("apt-get");

        var run = await InstallAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(installs, tools.Calls.Contains("\napt-get install", StringComparison.Ordinal));
        Assert.Equal(
            !installs,
            run.Errors.Contains("To add: sudo apt-get install -y --no-install-recommends", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InstallNeeds_SwitchedOff_OnlyNamesTheCommand()
    {
        tools.Stub("id", "echo 0");
        tools.Stub("apk");

        var run = await InstallAsync(("OMNISAGE_NO_INSTALL", "1"));

        Assert.Equal(
            new ShellRun(0, "", "Missing: bubblewrap sqlite-libs. To add: apk add bubblewrap sqlite-libs\n"),
            run);
        Assert.DoesNotContain("apk add", tools.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InstallNeeds_NoManagerKnown_NamesWhatIsNeeded()
    {
        var run = await InstallAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("libsqlite3.so.0", run.Errors, StringComparison.Ordinal);
    }

    private Task<ShellRun> InstallAsync(params (string Name, string Value)[] more)
    {
        var environment = tools.Environment;
        environment["OMNISAGE_LIBRARY_FOLDERS"] = Path.Combine(tools.Root, "lib");
        foreach (var (name, value) in more) environment[name] = value;
        var script = Path.Combine(Repository.Root, "eng/install-needs.sh");
        return ShellRun.StartAsync(tools.Root, environment, "-euo", "pipefail", "-c", $". '{script}'; install_needs");
    }
}
