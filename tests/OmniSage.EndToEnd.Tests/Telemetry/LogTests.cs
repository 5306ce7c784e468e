using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OmniSage.Silo.Telemetry;
using OmniSage.Silo.Telemetry.Logs;
using OmniSage.Testing;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>A line of the log: what is in it, what is not, and how many there may be.</summary>
public sealed class LogTests
{
    private const string Own = "OmniSage.Grains.Runs.Courier";

    [Fact]
    public void JsonLine_HasValuesAndCodes_AndNoMessageOfAFault()
    {
        var line = Assert.Single(Write(LogFormat.Json, Own, Thrown(), count: 1));
        using var json = JsonDocument.Parse(line);
        var read = json.RootElement;
        Assert.Equal("Warning", read.GetProperty("level").GetString());
        Assert.Equal(Own, read.GetProperty("category").GetString());
        Assert.Equal(7, read.GetProperty("event").GetInt32());
        Assert.Equal("Run 42 failed", read.GetProperty("message").GetString());
        Assert.Equal(42, read.GetProperty("values").GetProperty("Run").GetInt32());
        Assert.Contains("ConnectionRefused", read.GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Contains("System.IO.IOException (0x", read.GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Contains("Thrown", read.GetProperty("stack")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("what somebody said", line, StringComparison.Ordinal);
    }

    [Fact]
    public void TextLine_IsOneLine_AndNoMessageOfAFault()
    {
        var line = Assert.Single(Write(LogFormat.Text, Own, Thrown(), count: 1));
        Assert.StartsWith($"warn: {Own}[7] Run 42 failed: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("what somebody said", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogFormat.Json)]
    [InlineData(LogFormat.Text)]
    internal void LineOfALibrary_HasNoValues(LogFormat format)
    {
        var line = Assert.Single(Write(format, "Microsoft.AspNetCore.Server.Kestrel", fault: null, count: 1));
        Assert.Contains("Run {Run} failed", line, StringComparison.Ordinal);
        Assert.DoesNotContain("42", line, StringComparison.Ordinal);
    }

    [Fact]
    public void LinesOfOneKind_AreBounded_AndTheRestIsCounted()
    {
        var clock = new TestClock();
        var lines = Write(LogFormat.Json, Own, fault: null, count: LogThrottle.LinesMax + 30, clock);
        Assert.Equal(LogThrottle.LinesMax + 1, lines.Count);
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Equal(30, last.RootElement.GetProperty("omitted").GetInt32());
    }

    private static IOException Thrown()
    {
        try
        {
            throw new SocketException((int)SocketError.ConnectionRefused, "what somebody said");
        }
        catch (SocketException inner)
        {
            return new IOException("what somebody said", inner);
        }
    }

    private static List<string> Write(
        LogFormat format, string category, Exception? fault, int count, TestClock? clock = null)
    {
        clock ??= new();
        var formatter = new LineFormatter(Options.Create(new TelemetryOptions { LogFormat = format }), clock);
        KeyValuePair<string, object?>[] state = [new("Run", 42), new("{OriginalFormat}", "Run {Run} failed")];
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
            LogLevel.Warning, category, new(7, "LogFailed"), state, fault, (_, _) => "Run 42 failed");
        using var text = new StringWriter();
        for (var line = 0; line < count; line++) formatter.Write(entry, null, text);
        if (count > 1)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            formatter.Write(entry, null, text);
        }

        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
