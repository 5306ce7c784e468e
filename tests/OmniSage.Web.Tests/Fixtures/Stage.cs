using System.Text;

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>A conversation that looks like a real use, for pictures: files, tasks, an image, an approval, a question.
/// </summary>
internal static class Stage
{
    private const string Add =
        "ingest orders.csv; run: awk -F, 'NR > 1 {n[$1]++; sum[$1] += $2} END {for (r in n) print r \",\" n[r] \",\" "
        + "sum[r]}' orders.csv | sort > may.csv; cat may.csv; publish may.csv as reports/may.csv; "
        + "check: test -s may.csv";

    private const string Draw =
        "ingest draw.sh; run: sh draw.sh > chart.png; publish chart.png as reports/chart.png";

    private const string Summary =
        "May went well: **€ 61,240** from 1,286 orders, the north ahead.\n\n"
        + "| Region | Orders | Euros |\n|---|--:|--:|\n| East | 301 | 13,110 |\n| North | 412 | 21,480 |\n"
        + "| South | 268 | 11,900 |\n| West | 305 | 14,750 |\n\n"
        + "The numbers are in `reports/may.csv`.";

    /// <summary>Plays it to where a question and an approval are open.</summary>
    public static async Task PlayAsync(Visitor owner, WebSilo silo)
    {
        await silo.PutFileAsync("orders.csv", Orders());
        await silo.PutFileAsync("draw.sh", Encoding.ASCII.GetBytes(
            $"base64 -d <<'E'\n{Convert.ToBase64String(Pictures.Bars(86, 150, 74, 98))}\nE\n"));
        await silo.PutFileAsync(
            "brand/voice.md", "# How we write\n\n- Short sentences.\n- Numbers first.\n"u8.ToArray());
        await owner.BeginAsync("How did sales go in May? A table, please, and the numbers as a file.");
        await DelegateAsync(silo, "I add up the orders in a sandbox.", Add, "Add up May's orders");
        await AllowAsync(owner);
        (await silo.Puppet!.NextAsync()).Say(Summary).End();
        await owner.SeeAsync("The numbers are in");
        await owner.SayAsync("Draw it, too.");
        await DelegateAsync(silo, "I draw a chart of the four regions.", Draw, "Draw May's chart");
        await AllowAsync(owner);
        (await silo.Puppet.NextAsync()).Say("The chart is in `reports/chart.png`.").End();
        await owner.SeeAsync("The chart is in");
    }

    /// <summary>Goes on to where a person is asked twice.</summary>
    public static async Task AskAsync(Visitor owner, WebSilo silo)
    {
        await owner.SayAsync("Publish the summary for the board.");
        await DelegateAsync(
            silo,
            "I write it, and ask before it goes out.",
            "run: echo 'May: 61,240 euros' > board.md; publish board.md as reports/board.md",
            "Summary for the board");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).WaitForAsync();
    }

    /// <summary>A task that asks.</summary>
    public static async Task QuestionAsync(Visitor owner, WebSilo silo)
    {
        await owner.BeginAsync("Prepare the invoice for Linden Ltd.");
        await DelegateAsync(
            silo, "I prepare it.", "ask: Linden Ltd. has two addresses. Which one goes on the invoice? "
            + "Harbour Street 4 | Mill Lane 12", "Invoice for Linden Ltd.");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Mill Lane 12" }).WaitForAsync();
    }

    private static async Task DelegateAsync(WebSilo silo, string said, string goal, string title)
    {
        var (work, check) = goal.Split("; check: ") is [var before, var after] ? (before, after) : (goal, null);
        (await silo.Puppet!.NextAsync()).Say(said).Delegate(work, title, check is null ? [] : [check]).End();
    }

    private static async Task AllowAsync(Visitor owner)
    {
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
    }

    /// <summary>So many orders of each region that the sums are those of the summary.</summary>
    private static byte[] Orders()
    {
        var text = new StringBuilder("region,euros\n");
        foreach (var (region, count, sum) in new[]
        {
            ("East", 301, 13_110), ("North", 412, 21_480), ("South", 268, 11_900), ("West", 305, 14_750),
        })
        {
            for (var order = 0; order < count; order++)
            {
                var euros = (sum * (order + 1) / count) - (sum * order / count);
                text.Append(region).Append(',').Append(euros).Append('\n');
            }
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
