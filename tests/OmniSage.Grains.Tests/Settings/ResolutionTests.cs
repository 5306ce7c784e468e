using System.Globalization;
using OmniSage.Grains.Settings;
using OmniSage.Models;

namespace OmniSage.Grains.Tests.Settings;

/// <summary>Whose chain holds: held for every way in which four places can say something of a level.</summary>
public sealed class ResolutionTests
{
    private static readonly Guid BuiltIn = Ids.Of(1);
    private static readonly Guid Writer = Ids.Of(2);

    /// <summary>Own chain, one for every level, both, or neither.</summary>
    private static readonly string[][] Says = [[], ["executor"], ["default"], ["executor", "default"]];

    [Fact]
    public void Chain_IsThatOfTheNearestPlaceThatSaysAnything()
    {
        foreach (var tenant in Says)
        foreach (var workspace in Says)
        foreach (var agent in Says)
        {
            var settings = Settings(tenant, workspace, agent);
            foreach (var level in ModelLevels.All)
            {
                var expected = new[] { (agent, "agent"), (workspace, "workspace"), (tenant, "tenant") }
                    .Where(place => place.Item1.Contains(level) || place.Item1.Contains("default"))
                    .Select(place => $"{place.Item2}-{(place.Item1.Contains(level) ? level : "default")}")
                    .FirstOrDefault();

                var chain = settings.ChainOf(Writer, level);

                Assert.Equal(expected, chain.Links is [var only] ? only.Model : null);
                Assert.Equal(
                    expected?.Split('-')[0] ?? "install",
                    chain.Origin.ToString().ToLower(CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void WhatAnAgentSays_ConcernsNoOtherAgent()
    {
        foreach (var workspace in Says)
        {
            var with = Settings(["default"], workspace, ["default", "executor"]);
            var without = Settings(["default"], workspace, []);
            foreach (var level in ModelLevels.All)
                Assert.Equal(without.ChainOf(BuiltIn, level).Links, with.ChainOf(BuiltIn, level).Links);
        }
    }

    [Fact]
    public void Agent_ThatIsNamedNoMore_MayCallNothing_AndKeepsItsSlug()
    {
        var gone = EffectiveSettings.Of(
            SettingsDocument.Empty, SettingsDocument.Empty, [new(Writer, "writer")], BuiltIn);

        Assert.Empty(gone.Find(Writer).Tools!.Value);
        Assert.Equal("writer", gone.SlugOf(Writer));
        Assert.Equal([("omnisage", false), ("writer", true)], gone.Agents().Select(one => (one.Slug, one.IsRemoved)));
        Assert.Null(gone.Find(BuiltIn).Tools);
    }

    [Fact]
    public void Settings_ThatCannotBeRead_LeaveNothingToCall()
    {
        var unreadable = EffectiveSettings.Of(
            SettingsDocument.Unreadable, SettingsDocument.Empty, [], BuiltIn);

        Assert.True(unreadable.IsUnreadable);
        Assert.Empty(unreadable.Find(BuiltIn).Tools!.Value);
    }

    private static EffectiveSettings Settings(string[] tenant, string[] workspace, string[] agent)
    {
        var own = $"settings: 1\n{Models("workspace", workspace, "")}agents:\n  writer:\n    name: W\n{
            Models("agent", agent, "    ")}";
        return EffectiveSettings.Of(
            Read($"settings: 1\n{Models("tenant", tenant, "")}", SettingsScope.Tenant),
            Read(own, SettingsScope.Workspace),
            [new(Writer, "writer")],
            BuiltIn);
    }

    private static SettingsDocument Read(string text, SettingsScope scope)
    {
        var read = SettingsReader.Read(text, scope);
        Assert.Empty(read.Faults);
        return read.Document!;
    }

    private static string Models(string place, string[] levels, string indent) => levels.Length == 0
        ? ""
        : $"{indent}models:\n" + string.Concat(levels.Select(level =>
            $"{indent}  {level}: [{{model: {place}-{level}, url: \"https://{place}.example\"}}]\n"));
}
