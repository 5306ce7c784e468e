using OmniSage.GrainInterfaces.Policies;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Policies;
using OmniSage.Grains.Tools;

namespace OmniSage.Grains.Tests.Policies;

public sealed class PresetTests
{
    private static readonly ToolManifest Fetch = TestTools.Of(
        "web.fetch", ToolRisk.Low, ToolEffects.None, ToolScopes.ReadWeb);

    private static readonly ToolManifest Shell = TestTools.Of(
        "shell.run", ToolRisk.Low, ToolEffects.Sandbox, ToolScopes.Execute);

    private static readonly ToolManifest Publish = FilesPublishTool.Manifest;

    private static readonly ToolManifest Remember = TestTools.Of(
        "memory.remember", ToolRisk.Middling, ToolEffects.None, ToolScopes.WriteMemory);

    private static readonly ToolManifest Erase = TestTools.Of(
        "memory.erase", ToolRisk.Destructive, ToolEffects.None, ToolScopes.WriteMemory);

    private static readonly ToolManifest Mail = TestTools.Of(
        "mail.send", ToolRisk.Middling, ToolEffects.External, "send_mail");

    [Fact]
    public void Presets_AreValid_AndFitTheSchema()
    {
        Assert.Equal(["careful", "locked", "open"], PolicyPresets.Names);
        Assert.All(PolicyPresets.Names, name =>
        {
            Assert.Empty(PolicyReader.Read(PolicyPresets.TextOf(name)).Faults);
            Assert.True(SchemaCheck.OfPolicies.IsValid(PolicyPresets.TextOf(name)), name);
        });
    }

    [Theory]
    [InlineData("careful", "shell.run", PolicyVerdict.Allow, null)]
    [InlineData("careful", "web.fetch", PolicyVerdict.Ask, AskMode.Once)]
    [InlineData("careful", "files.publish", PolicyVerdict.Ask, AskMode.Once)]
    [InlineData("careful", "memory.remember", PolicyVerdict.Ask, AskMode.Once)]
    [InlineData("careful", "memory.erase", PolicyVerdict.Ask, AskMode.Each)]
    [InlineData("careful", "mail.send", PolicyVerdict.Deny, null)]
    [InlineData("open", "shell.run", PolicyVerdict.Allow, null)]
    [InlineData("open", "web.fetch", PolicyVerdict.Ask, AskMode.Once)]
    [InlineData("open", "files.publish", PolicyVerdict.Allow, null)]
    [InlineData("open", "memory.remember", PolicyVerdict.Allow, null)]
    [InlineData("open", "memory.erase", PolicyVerdict.Ask, AskMode.Each)]
    [InlineData("open", "mail.send", PolicyVerdict.Deny, null)]
    [InlineData("locked", "shell.run", PolicyVerdict.Allow, null)]
    [InlineData("locked", "web.fetch", PolicyVerdict.Deny, null)]
    [InlineData("locked", "files.publish", PolicyVerdict.Deny, null)]
    [InlineData("locked", "memory.remember", PolicyVerdict.Ask, AskMode.Each)]
    [InlineData("locked", "memory.erase", PolicyVerdict.Deny, null)]
    [InlineData("locked", "mail.send", PolicyVerdict.Deny, null)]
    public void Preset_OfATool_Says(string preset, string tool, PolicyVerdict verdict, AskMode? mode)
    {
        var decision = Decide(PolicyPresets.TextOf(preset), tool);
        Assert.Equal((verdict, mode), (decision.Verdict, decision.Ask?.Mode));
    }

    [Theory]
    [InlineData("open", "files.publish")]
    [InlineData("open", "web.fetch")]
    [InlineData("careful", "files.publish")]
    public void Preset_WhereUntrustedTextHadAPart_AsksEachTime(string preset, string tool)
    {
        var decision = Decide(PolicyPresets.TextOf(preset), tool, Trust.Untrusted);
        Assert.Equal((PolicyVerdict.Ask, AskMode.Each, GroundRules.Untrusted),
            (decision.Verdict, decision.Ask?.Mode, decision.Rule));
    }

    [Theory]
    [InlineData("careful", PolicyVerdict.Ask, AskMode.Each, GroundRules.Destructive)]
    [InlineData("open", PolicyVerdict.Ask, AskMode.Each, GroundRules.Destructive)]
    [InlineData("locked", PolicyVerdict.Deny, null, "nothing is destroyed")]
    public void Preset_OfAPublicationThatReplaces_NeverPasses(
        string preset, PolicyVerdict verdict, AskMode? mode, string rule)
    {
        const string Arguments = """{"path":"a","as":"b","replaces":"ab"}""";
        var decision = Decide(PolicyPresets.TextOf(preset), "files.publish", arguments: Arguments);
        Assert.Equal((verdict, mode, rule), (decision.Verdict, decision.Ask?.Mode, decision.Rule));
    }

    [Theory]
    [InlineData("reports/a.md", PolicyVerdict.Allow)]
    [InlineData("a.md", PolicyVerdict.Ask)]
    public void RuleOnAPath_OfAPublication_MeansTheNameThatItGets(string name, PolicyVerdict expected)
    {
        const string Text =
            "policy: 1\nrules:\n  - {name: mine, when: {tool: files.publish, path: \"reports/*\"}, then: allow}";
        var arguments = $$"""{"path":"elsewhere/{{name}}","as":"{{name}}"}""";
        Assert.Equal(expected, Decide(Text, "files.publish", arguments: arguments).Verdict);
    }

    [Theory]
    [InlineData("{tool: \"*\"}", "allow", PolicyVerdict.Deny)]
    [InlineData("{tool: \"*\"}", "ask each", PolicyVerdict.Deny)]
    [InlineData("{tool: mail.send}", "ask each", PolicyVerdict.Ask)]
    [InlineData("{tool: mail.send}", "allow", PolicyVerdict.Allow)]
    [InlineData("{effects: external}", "allow", PolicyVerdict.Allow)]
    public void ExternalWrite_IsDenied_UnlessARuleMeansIt(string when, string then, PolicyVerdict expected)
    {
        var text = $"policy: 1\nrules:\n  - {{name: mine, when: {when}, then: {then}}}";
        Assert.Equal(expected, Decide(text, "mail.send").Verdict);
    }

    [Fact]
    public void ListedHost_IsRead_AnotherOneAsks()
    {
        const string Text = "policy: 1\nhosts: [\"*.example.com\"]";
        Assert.Equal(GroundRules.ListedHost, Decide(Text, "web.fetch").Rule);
        var other = Decide(Text, "web.fetch", arguments: """{"url":"https://example.com.evil.example/"}""");
        Assert.Equal((PolicyVerdict.Ask, GroundRules.OtherHost), (other.Verdict, other.Rule));
    }

    [Fact]
    public void RulesThatAsk_WhoAgreeOnNobody_Deny()
    {
        const string Text = """
            policy: 1
            rules:
              - {name: one, when: {tool: shell.run}, then: ask each, of: owner}
              - {name: two, when: {tool: shell.run}, then: ask once, of: member}
            """;
        Assert.Equal(PolicyVerdict.Deny, Decide(Text, "shell.run").Verdict);
    }

    [Fact]
    public void Document_ThatCannotBeReadAnyMore_DeniesEverything()
    {
        var book = new PolicyBook();
        var snapshot = new PolicySnapshot
        {
            Workspace = new(new(Ids.Of(1)), Ids.Of(2)), Version = 3, Text = "policy: 9", Grants = [],
        };
        var call = Call(Shell, "{}", Trust.System);
        Assert.Equal(PolicyVerdict.Deny, PolicyEngine.Decide(book.Open(snapshot), call, PolicyCases.Now).Verdict);
        var mended = snapshot with { Version = 4, Text = "policy: 1" };
        Assert.Equal(PolicyVerdict.Allow, PolicyEngine.Decide(book.Open(mended), call, PolicyCases.Now).Verdict);
        Assert.Same(book.Open(mended), book.Open(mended));
    }

    internal static PolicyDecision Decide(
        string text, string tool, Trust trust = Trust.Member, string? arguments = null)
    {
        var manifest = new[] { Fetch, Shell, Publish, Remember, Erase, Mail }.Single(one => one.Id == tool);
        arguments ??= tool is "web.fetch" ? """{"url":"https://www.example.com/a"}""" : """{"path":"a.txt"}""";
        return PolicyEngine.Decide(PolicyReaderTests.Read(text), Call(manifest, arguments, trust), PolicyCases.Now);
    }

    private static PolicyCall Call(ToolManifest tool, string arguments, Trust trust) => PolicyCall.Of(
        tool, arguments, new() { Trust = trust }, new(Ids.Of(1), TenantRole.Member), "default");
}
