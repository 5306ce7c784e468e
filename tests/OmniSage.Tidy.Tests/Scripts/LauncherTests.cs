namespace OmniSage.Tidy.Tests.Scripts;

/// <summary>The launcher in a small tree of its own, with a dotnet that only notes its calls.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Program = "artifacts/bin/OmniSage.Cli/release/OmniSage.Cli.dll";

    private readonly ToolFolder tools = new();

    public LauncherTests()
    {
        foreach (var path in new[] { "omnisage", "eng/build.sh", "eng/install-needs.sh", "eng/web.sh", "VERSION" })
        {
            tools.Write(path, File.ReadAllText(Path.Combine(Repository.Root, path)));
        }

        tools.Write("clients/cli/OmniSage.Cli.csproj", "<Project />");
        tools.Write("clients/cli/Program.cs", "return 0;");
        StubDotnet("mkdir -p $(dirname " + Program + "); echo built >" + Program);
    }

    public void Dispose() => tools.Dispose();

    [Fact]
    public async Task Word_ForTheClient_BuildsOnceAndPassesItsArguments()
    {
        var first = await LaunchAsync("runs", "a b", "--json");
        var second = await LaunchAsync("runs");

        Assert.Equal((0, "ran: runs a b --json\n"), (first.ExitCode, first.Output));
        Assert.Equal("Building OmniSage's command line … the first time this takes a minute or two\n", first.Errors);
        Assert.Equal(new ShellRun(0, "ran: runs\n", ""), second);
        Assert.Equal(1, Builds);
    }

    [Theory]
    [InlineData("echo changed >clients/cli/Program.cs", 2)]
    [InlineData("echo new >clients/cli/New.cs", 2)]
    [InlineData("rm clients/cli/Program.cs", 2)]
    [InlineData("echo '{}' >global.json", 2)]
    [InlineData("rm " + Program, 2)]
    [InlineData("mkdir -p clients/cli/obj; echo made >clients/cli/obj/Made.cs", 1)]
    [InlineData("echo text >README.md", 1)]
    [InlineData("cat clients/cli/Program.cs >Copy; cat Copy >clients/cli/Program.cs", 1)]
    public async Task Sources_Changed_AreBuiltAgain(string change, int builds)
    {
        await LaunchAsync("runs");
        await ShellRun.StartAsync(tools.Root, tools.Environment, "-c", change);
        await LaunchAsync("runs");

        Assert.Equal(builds, Builds);
    }

    [Fact]
    public async Task Launchers_Together_BuildOnce()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LaunchAsync("runs")));

        Assert.All(runs, run => Assert.Equal((0, "ran: runs\n"), (run.ExitCode, run.Output)));
        Assert.Equal(1, Builds);
    }

    [Fact]
    public async Task Build_Fails_ShowsItsErrorsOnceAndEndsWith1()
    {
        var error = $"{tools.Root}/clients/cli/Program.cs(1,1): error CS0103: no [x.csproj]";
        StubDotnet($"echo '{error}'; echo '{error}'; exit 1");

        var run = await LaunchAsync("runs");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            "Building OmniSage's command line … the first time this takes a minute or two\n"
            + "clients/cli/Program.cs(1,1): error CS0103: no\n"
            + "OmniSage did not build; the whole output is in artifacts/cli.build.log.\n",
            run.Errors);
    }

    [Fact]
    public async Task WebPage_WithoutNode_IsOneSentence_AndEverythingElseWorks()
    {
        tools.Write("clients/admin/package.json", "{}");
        tools.Write("sourced", "root=$PWD; . eng/web.sh; ensure_web; echo went on");

        var run = await ShellRun.StartAsync(tools.Root, tools.Environment, "sourced");

        Assert.Equal((0, "went on\n"), (run.ExitCode, run.Output));
        Assert.Equal("Without Node.js 20.19 or newer there is no web page; everything else works.\n", run.Errors);
    }

    [Fact]
    public async Task WebPage_IsBuiltOnce_UntilItsSourcesChange()
    {
        tools.Write("clients/admin/package-lock.json", "{}");
        tools.Write("sourced", "root=$PWD; . eng/web.sh; ensure_web; is_web_built && echo built");
        tools.Stub("node");
        tools.Stub("npm", "case $1 in ci) mkdir node_modules ;; *) mkdir -p dist; echo x >dist/index.html ;; esac");

        var first = await ShellRun.StartAsync(tools.Root, tools.Environment, "sourced");
        await ShellRun.StartAsync(tools.Root, tools.Environment, "sourced");
        Assert.Equal("built\n", first.Output);
        Assert.Equal((1, 1), (Count("npm ci"), Count("npm run build")));
        tools.Write("clients/admin/src/new.ts", "export {}");
        await ShellRun.StartAsync(tools.Root, tools.Environment, "sourced");

        Assert.Equal((1, 2), (Count("npm ci"), Count("npm run build")));
    }

    [Theory]
    [InlineData("up")]
    [InlineData("doctor")]
    [InlineData("test")]
    [InlineData("bench")]
    public async Task Help_OfAWordOfTheLaunchersOwn_BuildsNothing(string word)
    {
        var run = await LaunchAsync(word, "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains($"./omnisage {word}", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Builds);
    }

    [Fact]
    public async Task Dotnet_Missing_IsOneSentence()
    {
        File.Delete(Path.Combine(tools.Bin, "dotnet"));

        var run = await LaunchAsync("runs");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(1, run.Errors.AsSpan().Count('\n'));
        Assert.Contains("https://dotnet.microsoft.com/download", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sdk_Missing_IsOneSentence()
    {
        tools.Stub("dotnet", "[ $1 = --list-sdks ]");

        var run = await LaunchAsync("runs");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(1, run.Errors.AsSpan().Count('\n'));
        Assert.Contains("found here: none", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launcher_WithoutAWord_SaysHowToUseIt()
    {
        var run = await LaunchAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("./omnisage up", run.Output, StringComparison.Ordinal);
    }

    private int Builds => Count("dotnet build");

    private int Count(string call) =>
        tools.Calls.Split('\n').Count(line => line.StartsWith(call, StringComparison.Ordinal));

    private void StubDotnet(string build) => tools.Stub(
        "dotnet",
        $"case $1 in build) {build} ;; exec) shift 2; echo \"ran: $*\" ;; esac");

    private Task<ShellRun> LaunchAsync(params string[] words) =>
        ShellRun.StartAsync(tools.Root, tools.Environment, ["omnisage", .. words]);
}
