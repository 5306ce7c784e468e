using OmniSage.Grains.Settings;
using OmniSage.Grains.Tests.Policies;

namespace OmniSage.Grains.Tests.Settings;

public sealed class SettingsReaderTests
{
    private const string Whole = """
        settings: 1
        models:
          default:
            - model: qwen3:8b
              url: http://10.0.0.5:11434/v1
          coordinator:
            - model: gpt-5-mini
              url: https://api.openai.com/v1
              provider: openai
              name: OpenAI
              key: openai-key
              temperature: 0.2
              outputTokensMax: 2000
              firstByteSecondsMax: 90
              idleSecondsMax: 30
            - {model: claude, url: "https://api.anthropic.com", provider: anthropic, key: anthropic}
        agents:
          omnisage: {instructions: Be brief.}
          writer:
            name: The Writer
            instructions: |
              You write.
              Plainly.
            tools: [files.write, web.fetch]
            models:
              executor:
                - {model: m, url: "https://models.example/v1"}
          silent: {tools: []}
        """;

    private static readonly string[] Tools = ["files.write", "web.fetch"];

    /// <summary>What is wrong, where, what the sentence says, and whether only this reader can know.</summary>
    public static TheoryData<string, int, int, string, bool> Faults { get; } = new()
    {
        { "models: {}\n", 1, 1, "'settings: 1' is missing", false },
        { "settings: 2\n", 1, 11, "form 1", false },
        { "settings: 1\nmodelz: {}\n", 2, 1, "'modelz' is no key", false },
        { "settings: 1\nmodels: {}\n", 2, 9, "says nothing", false },
        { "settings: 1\nmodels: {talker: []}\n", 2, 10, "'talker' is no key of models", false },
        { "settings: 1\nmodels: {executor: []}\n", 2, 20, "1 to 8 models", false },
        { Link("url: \"https://a.example\""), 4, 7, "needs 'model'", false },
        { Link("model: m"), 4, 7, "needs 'url'", false },
        { Link("model: m, url: ftp://a.example"), 4, 23, "'url' is not taken", false },
        { Link("model: m, url: \"https://u:p@a.example\""), 4, 23, "user name", true },
        { Link("model: m, url: \"https://a.example/?key=1\""), 4, 23, "behind a ?", false },
        { Link("model: m, url: \"https://a.example/v1#sk-1\""), 4, 23, "behind a ?", false },
        { Link("model: m, url: \"https://a.example\", provider: other"), 4, 54, "openai, anthropic", false },
        { Link("model: m, url: \"https://a.example\", temperature: 2.5"), 4, 57, "from 0 to 2", false },
        { Link("model: m, url: \"https://a.example\", outputTokensMax: 0"), 4, 61, "from 1 to 1000000", false },
        { Link("model: m, url: \"https://a.example\", idleSecondsMax: 1801"), 4, 60, "from 1 to 1800", false },
        { Link("model: m, url: \"https://a.example\", name: \" x\""), 4, 50, "without spaces", true },
        { "settings: 1\nagents: []\n", 2, 9, "map from slugs", false },
        { "settings: 1\nagents: {Writer: {}}\n", 2, 10, "slug", false },
        { "settings: 1\nagents: {default: {}}\n", 2, 10, "slug", false },
        { "settings: 1\nagents: {a: {tools: [files.eat]}}\n", 2, 22, "no tool of this name", true },
        { "settings: 1\nagents: {a: {instructions: ''}}\n", 2, 28, "1 to 8000", false },
        { "settings: 1\nagents: {a: {}, a: {}}\n", 2, 17, "Another agent", true },
    };

    [Theory, MemberData(nameof(Faults))]
    public void Document_ThatIsWrong_IsRefusedWithThePlace(
        string text, int line, int column, string says, bool onlyHere)
    {
        var fault = SettingsReader.Read(text, SettingsScope.Workspace, Tools).Faults[0];

        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        if (!onlyHere) Assert.False(SchemaCheck.OfSettings.IsValid(text));
    }

    [Theory]
    [InlineData("sk-proj-abcdefghijklmnop")]
    [InlineData("sk-lowercase")]
    [InlineData("gsk_short")]
    [InlineData("a94a8fe5ccb19ba61c4c0873d391e987982fbbd3")]
    [InlineData("Bearer abc")]
    [InlineData("has space")]
    public void Key_ThatLooksLikeOne_IsRefused_AndNotRepeated(string key)
    {
        var read = SettingsReader.Read(
            Link($"model: m, url: \"https://a.example\", key: \"{key}\""), SettingsScope.Workspace, Tools);

        var fault = Assert.Single(read.Faults);
        Assert.Equal((4, 49), (fault.Line, fault.Column));
        Assert.Contains("./omnisage secret set", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_WithEveryKey_IsRead_AndFitsTheSchema()
    {
        var read = SettingsReader.Read(Whole, SettingsScope.Workspace, Tools);

        Assert.Empty(read.Faults);
        Assert.True(SchemaCheck.OfSettings.IsValid(Whole));
        var first = read.Document!.Models.Find("coordinator")[0];
        Assert.Equal(
            ("gpt-5-mini", "openai", "OpenAI", "openai-key"), (first.Model, first.Provider, first.Name, first.Key));
        Assert.Equal((0.2, 2_000, 90, 30), (
            first.Temperature, first.OutputTokensMax, first.FirstByteTimeMax!.Value.TotalSeconds,
            first.IdleTimeMax!.Value.TotalSeconds));
        Assert.Equal("qwen3:8b", read.Document.Models.Find("heartbeat")[0].Model);
        var writer = read.Document.Agents["writer"];
        Assert.Equal(("The Writer", "You write.\nPlainly."), (writer.Name, writer.Instructions));
        Assert.Equal(Tools, writer.Tools!.Value);
        Assert.Equal("m", writer.Models.Find("executor")[0].Model);
        Assert.Empty(read.Document.Agents["silent"].Tools!.Value);
        Assert.Null(read.Document.Agents["omnisage"].Tools);
    }

    [Fact]
    public void Agents_AreNoTenants() => Assert.Contains(
        "workspace's",
        Assert.Single(SettingsReader.Read("settings: 1\nagents: {a: {}}\n", SettingsScope.Tenant).Faults).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Agents_BeyondTheirBound_AreRefused()
    {
        string With(int count) =>
            $"settings: 1\nagents:\n{string.Concat(Enumerable.Range(1, count).Select(one => $"  a{one}: {{}}\n"))}";

        Assert.Empty(SettingsReader.Read(With(SettingsBounds.AgentsMax), SettingsScope.Workspace).Faults);
        var fault = Assert.Single(
            SettingsReader.Read(With(SettingsBounds.AgentsMax + 1), SettingsScope.Workspace).Faults);
        Assert.Equal(SettingsBounds.AgentsMax + 3, fault.Line);
    }

    [Fact]
    public void Tools_OfAnotherProgram_AreReadWhereTheyAreStored() => Assert.Empty(SettingsReader.Read(
        "settings: 1\nagents: {a: {tools: [gone.tool]}}\n", SettingsScope.Workspace).Faults);

    private static string Link(string members) => $"settings: 1\nmodels:\n  executor:\n    - {{{members}}}\n";
}
