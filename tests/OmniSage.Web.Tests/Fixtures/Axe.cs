using System.Text.Json;

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>axe-core, which knows what of WCAG a program can tell.</summary>
internal static class Axe
{
    private const string Run =
        """
        async () => (await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })).violations.map(one => `${one.id}: ${one.help}\n` + one.nodes.map(node =>
          `    ${node.html.slice(0, 160)}\n      ${node.failureSummary.split('\n').slice(1, 2)}`).join('\n'))
        """;

    /// <summary>Fails with all that it finds.</summary>
    public static async Task FindsNothingAsync(IPage page, string where)
    {
        var script = Path.Combine(Tree.Page, "node_modules/axe-core/axe.min.js");
        await page.EvaluateAsync(await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>(Run);
        var lines = found.EnumerateArray().Select(one => one.GetString()).ToList();
        Assert.True(lines.Count == 0, $"{where}:\n{string.Join('\n', lines)}");
    }
}
