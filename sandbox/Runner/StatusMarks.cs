using System.Security.Cryptography;
using System.Text;

namespace OmniSage.Sandbox.Runner;

/// <summary>
/// Finds status lines in a channel that commands write to as well. A status line begins with a secret that was given
/// with its order and is used once, so that a command can neither print one beforehand nor, having stolen one from the
/// pipe, say anything with it.
/// </summary>
internal sealed class StatusMarks
{
    /// <summary>The byte a mark begins with: rare in output, so that looking for it costs nothing.</summary>
    internal const byte First = 0x1E;

    private const int MarksMax = 64;
    private const int LineBytesMax = 64;
    private const int MarkLength = 33;

    private readonly Lock _lock = new();
    private readonly List<(byte[] Mark, RunnerEvent Expected)> _expected = [];

    /// <summary>A new mark for a status that will be told. The oldest that were never used are forgotten.</summary>
    internal string Add(RunnerEvent expected)
    {
        var mark = (char)First + RandomNumberGenerator.GetHexString(MarkLength - 1, lowercase: true);
        lock (_lock)
        {
            _expected.Add((Encoding.ASCII.GetBytes(mark), expected));
            if (_expected.Count > MarksMax)
            {
                _expected.RemoveAt(0);
            }
        }

        return mark;
    }

    /// <summary>
    /// What stands at the start of <paramref name="bytes"/>, which begin with <see cref="First"/>: nothing of ours
    /// (length 0), the beginning of what may be a status line (length -1), or one of this length.
    /// </summary>
    internal (int Length, RunnerStatus Status) Match(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var (mark, expected) in _expected)
            {
                var common = Math.Min(bytes.Length, mark.Length);
                if (!bytes[..common].SequenceEqual(mark.AsSpan(0, common)))
                {
                    continue;
                }

                var end = bytes[common..].IndexOf((byte)'\n');
                if (end < 0)
                {
                    return (bytes.Length > MarkLength + LineBytesMax ? 0 : -1, default);
                }

                var line = Encoding.ASCII.GetString(bytes.Slice(common, end));
                if (RunnerStatus.Parse(line) is { } status && Answers(expected, status.Event))
                {
                    return (common + end + 1, status);
                }
            }
        }

        return (0, default);
    }

    /// <summary>The mark has been used; it means nothing any more.</summary>
    internal void Spend(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            for (var i = 0; i < _expected.Count; i++)
            {
                if (bytes.StartsWith(_expected[i].Mark))
                {
                    _expected.RemoveAt(i);
                    return;
                }
            }
        }
    }

    private static bool Answers(RunnerEvent expected, RunnerEvent told) => expected switch
    {
        RunnerEvent.ShellAlive or RunnerEvent.ShellDead => told is RunnerEvent.ShellAlive or RunnerEvent.ShellDead,
        RunnerEvent.RoomLeft or RunnerEvent.NoRoom => told is RunnerEvent.RoomLeft or RunnerEvent.NoRoom,
        RunnerEvent.Ready or RunnerEvent.StdinOpen or RunnerEvent.Exited or RunnerEvent.AllGone => told == expected,
    };
}
