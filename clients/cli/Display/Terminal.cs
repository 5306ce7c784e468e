using System.Text;

namespace OmniSage.Cli.Display;

/// <summary>
/// Where output goes: lines of styled text for a person, or JSON for a program. Plain where it is no terminal, where
/// NO_COLOR is set, and with TERM=dumb. While a prompt is shown, lines appear above it. Safe for several threads.
/// </summary>
internal sealed class Terminal : IDisposable
{
    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly bool hasColors;
    private readonly OpenRow open = new();
    private Func<string>? prompt;

    public Terminal(TextWriter output, bool json, bool hasColors, bool isLive = false)
    {
        this.output = output;
        this.hasColors = hasColors;
        IsJson = json;
        IsLive = isLive;
    }

    public bool IsJson { get; }

    /// <summary>A person looks on: text may be shown while it is being said, and be taken back later.</summary>
    public bool IsLive { get; }

    /// <summary>The reader of our output went away.</summary>
    public bool IsBroken { get; private set; }

    public static int Width => Console.IsOutputRedirected ? 100 : Math.Clamp(Console.WindowWidth, 20, 400);

    public static Terminal Open(bool json)
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 8 * 1024);
        var isPlain = Console.IsOutputRedirected
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("TERM") is "dumb" or null;
        return new(output, json, hasColors: !isPlain && !json, isLive: !Console.IsOutputRedirected && !json);
    }

    /// <summary>The text as this terminal shows such a thing. The text has to be harmless already.</summary>
    public string Paint(string text, Ink ink) => !hasColors || ink is Ink.Normal || text.Length == 0
        ? text
        : $"\e[{Code(ink)}m{text}\e[0m";

    /// <summary>Writes whole lines at once and sends them off.</summary>
    public void Lines(IEnumerable<string> lines)
    {
        lock (gate)
        {
            Guarded(() =>
            {
                if (prompt is not null) output.Write("\r\e[2K");
                var isFirst = true;
                foreach (var line in lines)
                {
                    if (isFirst) CloseRow();
                    isFirst = false;
                    output.Write(line + '\n');
                }

                if (prompt is not null) output.Write(prompt());
                output.Flush();
            });
        }
    }

    public void Line(string line) => Lines([line]);

    /// <summary>
    /// Writes text as it comes: it goes on where the last such text ended, unless lines came between. The text has to
    /// be harmless already.
    /// </summary>
    public void Say(string text)
    {
        if (text.Length == 0) return;
        lock (gate)
        {
            Guarded(() =>
            {
                if (prompt is null) SayPlainly(text);
                else SayAbovePrompt(text);
                output.Flush();
            });
        }
    }

    /// <summary>What is said ends here; whatever comes begins a line.</summary>
    public void EndSaying()
    {
        lock (gate)
        {
            Guarded(() =>
            {
                CloseRow();
                output.Flush();
            });
        }
    }

    /// <summary>
    /// Shows a one-line prompt below all output from now on; it is asked for anew whenever it is drawn.
    /// </summary>
    public void ShowPrompt(Func<string> draw)
    {
        prompt = draw;
        Redraw();
    }

    public void HidePrompt()
    {
        lock (gate)
        {
            if (prompt is null) return;
            prompt = null;
            Guarded(() =>
            {
                output.Write("\r\e[2K");
                output.Flush();
            });
        }
    }

    public void Redraw() => Lines([]);

    public void Flush()
    {
        lock (gate) Guarded(output.Flush);
    }

    public void Dispose()
    {
        HidePrompt();
        if (!IsBroken) output.Flush();
    }

    /// <summary>Without a prompt the terminal itself breaks rows that are too long.</summary>
    private void SayPlainly(string text)
    {
        output.Write(text);
        var last = text.LastIndexOf('\n');
        if (last >= 0) open.Clear();
        open.Add(text[(last + 1)..], int.MaxValue);
    }

    /// <summary>The open row is the one above the prompt; it is drawn anew with what comes to it.</summary>
    private void SayAbovePrompt(string text)
    {
        output.Write("\r\e[2K");
        if (!open.IsEmpty) output.Write("\e[1A\r\e[2K");
        foreach (var row in open.Add(text, Width - 1)) output.Write(row + '\n');
        if (!open.IsEmpty) output.Write(open.Text + '\n');
        output.Write(prompt!());
    }

    /// <summary>Above a prompt its line feed is written already.</summary>
    private void CloseRow()
    {
        if (open.IsEmpty) return;
        open.Clear();
        if (prompt is null) output.Write('\n');
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            IsBroken = true;
            throw;
        }
    }

    private static int Code(Ink ink) => ink switch
    {
        Ink.Normal => 0,
        Ink.Strong => 1,
        Ink.Faint => 2,
        Ink.Good => 32,
        Ink.Bad => 31,
        Ink.Accent => 36,
    };
}
