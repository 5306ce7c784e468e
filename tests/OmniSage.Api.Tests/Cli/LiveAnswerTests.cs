using System.Text.Json;
using OmniSage.Cli.Chat;
using OmniSage.Cli.Display;
using OmniSage.Cli.Server;

namespace OmniSage.Api.Tests.Cli;

/// <summary>What a person sees of an answer while it is said, from the frames of the stream.</summary>
public sealed class LiveAnswerTests : IDisposable
{
    private readonly StringWriter screen = new();
    private readonly Terminal terminal;
    private readonly Transcript transcript;

    public LiveAnswerTests()
    {
        terminal = new(screen, json: false, hasColors: false, isLive: true);
        transcript = new(terminal);
        Tell("run.started", """{"kind":"turn","title":"t"}""");
    }

    [Fact]
    public void Answer_IsShownAsItIsSaid_AndItsMessageNotAgain()
    {
        Piece("Hel");
        Assert.Equal("Hel", screen.ToString());
        Piece("lo,\nyou", offset: 3);
        Assert.Equal("Hello,\nyou", screen.ToString());
        Send("Hello,\\nyou.");
        Assert.Equal("Hello,\nyou.\n", screen.ToString());
        Piece("late", offset: 10);
        Assert.Equal("Hello,\nyou.\n", screen.ToString());
    }

    [Fact]
    public void Pieces_SentAgain_AreShownOnce()
    {
        Piece("one ");
        Piece("one two", offset: 0);
        Piece("two", offset: 4);
        Assert.Equal("one two", screen.ToString());
    }

    [Fact]
    public void Pieces_ThatWereLost_LeaveTheRestToTheMessage()
    {
        Piece("one ");
        Piece("three", offset: 8);
        Send("one two three");
        Assert.Equal("one two three\n", screen.ToString());
    }

    [Fact]
    public void Takeover_InTheMiddle_BeginsAnewAndSaysSo()
    {
        Piece("From the fir");
        Piece("", take: 1);
        Piece("From the first, late", offset: 0);
        Piece("From the second.", take: 1);
        Tell("model.responded", """
            {"step":1,"attempt":1,"model":"m","text":"From the second.","calls":[],"provider":"second",
             "tries":[{"provider":"first","model":"a","code":"model_broke_off","error":"first broke its answer off."}]}
            """);
        Send("From the second.");
        Assert.Equal(
            """
            From the fir
            … broke off; the answer begins anew:
            From the second.
            • second answered, as: first broke its answer off.

            """,
            screen.ToString());
    }

    [Fact]
    public void Attempt_ThatIsANewOne_BeginsAnew()
    {
        Piece("So fa");
        Piece("So far so good.", attempt: 2);
        Send("So far so good.");
        Assert.Equal("So fa\n… broke off; the answer begins anew:\nSo far so good.\n", screen.ToString());
    }

    [Fact]
    public void Message_ThatJoinsTheTurn_HasTheAnswerBeginAnew()
    {
        Piece("So fa");
        Tell("step.superseded", """{"step":1,"attempt":1,"message":"00000000000000000000000000000001"}""");
        Piece("To both.", step: 2);
        Send("To both.");
        Assert.Equal("So fa\n… broke off; the answer begins anew:\nTo both.\n", screen.ToString());
    }

    [Fact]
    public void Message_ThatIsAnother_IsShownWhole()
    {
        Piece("Let me look.");
        Piece("Found it.", step: 3);
        Send("Something else.");
        Assert.Equal("Let me look.\nFound it.\nSomething else.\n", screen.ToString());
    }

    [Fact]
    public void Lines_InTheMiddle_StandByThemselves()
    {
        Piece("Hel");
        terminal.Line("a line");
        Piece("lo", offset: 3);
        Send("Hello");
        Assert.Equal("Hel\na line\nlo\n", screen.ToString());
    }

    [Fact]
    public void Answer_IsHarmless()
    {
        Piece("\\u001b[31mred");
        Assert.Equal("␛[31mred", screen.ToString());
    }

    [Fact]
    public void Answer_WhereNobodyLooksOn_IsShownWhenItIsSent()
    {
        using var pipe = new StringWriter();
        var other = new Transcript(new(pipe, json: false, hasColors: false));
        other.Take(Frame("run.started", """{"kind":"turn","title":"t"}"""));
        other.Take(Output("Hel", 0, 1, 1, 0));
        Assert.Equal("", pipe.ToString());
        other.Take(Sent("Hello"));
        Assert.Equal("Hello\n", pipe.ToString());
    }

    [Fact]
    public void Answer_AboveAPrompt_IsDrawnInRowsThatFit()
    {
        terminal.ShowPrompt(() => "> ");
        Piece("Hel");
        Piece("lo", offset: 3);
        Piece($" {new string('x', Terminal.Width - 4)}", offset: 5);
        Send($"Hello {new string('x', Terminal.Width - 4)}");
        var clear = "\r\e[2K";
        Assert.Equal(
            $"{clear}> {clear}Hel\n> {clear}\e[1A{clear}Hello\n> "
            + $"{clear}\e[1A{clear}Hello\n{new string('x', Terminal.Width - 4)}\n> ",
            screen.ToString());
    }

    [Theory]
    [InlineData("a b c", 3, "a b|c")]
    [InlineData("abcdef", 3, "abc|def")]
    [InlineData("a\n\nb", 9, "a||b")]
    [InlineData("你好吗", 4, "你好|吗")]
    [InlineData("🙂🙂", 1, "🙂|🙂")]
    public void Rows_AreNoWiderThanTheTerminal(string text, int width, string rows)
    {
        var row = new OpenRow();
        var whole = text.EnumerateRunes().SelectMany(rune => row.Add(rune.ToString(), width)).ToList();
        if (!row.IsEmpty) whole.Add(row.Text);
        Assert.Equal(rows, string.Join('|', whole));
    }

    public void Dispose()
    {
        terminal.Dispose();
        screen.Dispose();
    }

    private static ServerEvent Frame(string type, string payload) => new(type, null, Json(
        $$"""{"journal":{"kind":"run","id":"r"},"payload":{{payload}}}"""));

    private static ServerEvent Sent(string text) => Frame("message.sent", $$"""{"run":"r","text":"{{text}}"}""");

    private static ServerEvent Output(string text, long offset, int step, int attempt, int take)
    {
        var place = $"\"step\":{step},\"attempt\":{attempt},\"try\":{take},\"channel\":\"answer\",\"offset\":{offset}";
        return new("output", null, Json($$"""{"run":"r",{{place}},"text":"{{text.Replace("\n", "\\n")}}"}"""));
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);

    private void Tell(string type, string payload) => transcript.Take(Frame(type, payload));

    private void Send(string text) => transcript.Take(Sent(text));

    private void Piece(string text, long offset = 0, int step = 1, int attempt = 1, int take = 0) =>
        transcript.Take(Output(text, offset, step, attempt, take));
}
