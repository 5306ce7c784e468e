using OmniSage.Cli.Chat;

namespace OmniSage.Api.Tests.Cli;

public sealed class LineEditorTests
{
    private readonly LineEditor editor = new();

    [Fact]
    public void Keys_EditTheLine()
    {
        Type("hello wrld");
        Press(ConsoleKey.LeftArrow, times: 3);
        Type("o");
        Press(ConsoleKey.Home);
        Type("> ");
        Press(ConsoleKey.End);
        Type("!");

        Assert.Equal(Typed.Line, Press(ConsoleKey.Enter));
        Assert.Equal("> hello world!", editor.TakeLine());
    }

    [Fact]
    public void Control_DeletesWordsAndEnds()
    {
        Type("one two");
        Press(ConsoleKey.W, isControl: true);
        Assert.Equal(Typed.More, Press(ConsoleKey.D, isControl: true));
        Press(ConsoleKey.U, isControl: true);
        Assert.Equal(Typed.Interrupt, Press(ConsoleKey.C, isControl: true));
        Assert.Equal(Typed.End, Press(ConsoleKey.D, isControl: true));
    }

    [Fact]
    public void Backspace_TakesAWholeCharacter()
    {
        Type("a😀");
        Press(ConsoleKey.Backspace);

        Assert.Equal("a", editor.TakeLine());
    }

    [Fact]
    public void Arrows_RecallWhatWasSaid()
    {
        Type("first");
        editor.TakeLine();
        Type("second");
        editor.TakeLine();
        Press(ConsoleKey.UpArrow, times: 2);

        Assert.Equal("first", editor.TakeLine());
    }

    [Fact]
    public void Draw_OfALongLine_StaysInOneRow()
    {
        Type(new string('a', 50) + "界界z");

        var row = editor.Draw(20);

        Assert.EndsWith("界界z\r\e[18C", row, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', row);
    }

    private void Type(string text)
    {
        foreach (var c in text) editor.Take(new(c, ConsoleKey.None, shift: false, alt: false, control: false));
    }

    private Typed Press(ConsoleKey key, int times = 1, bool isControl = false)
    {
        var typed = Typed.More;
        for (var i = 0; i < times; i++) typed = editor.Take(new('\0', key, shift: false, alt: false, isControl));
        return typed;
    }
}
