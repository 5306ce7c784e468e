namespace OmniSage.Sandbox.Runner;

/// <summary>One output channel with status lines among the output: takes bytes, tells the two apart.</summary>
internal sealed class MarkedChannel(StatusMarks marks, Action<ReadOnlyMemory<byte>> onOutput,
    Action<MarkedChannel, RunnerStatus, ReadOnlyMemory<byte>> onStatus)
{
    // The beginning of what may be a status line, until the rest of it comes.
    private byte[] _rest = [];

    internal void Take(ReadOnlyMemory<byte> bytes)
    {
        if (_rest.Length > 0)
        {
            bytes = (byte[])[.. _rest, .. bytes.Span];
            _rest = [];
        }

        while (bytes.Length > 0)
        {
            var at = bytes.Span.IndexOf(StatusMarks.First);
            if (at < 0)
            {
                onOutput(bytes);
                return;
            }

            var (length, status) = marks.Match(bytes.Span[at..]);
            // What begins like a status line and is none is output up to where the next may begin.
            var output = length == 0 ? at + 1 : at;
            if (output > 0)
            {
                onOutput(bytes[..output]);
            }

            bytes = bytes[output..];
            if (length < 0)
            {
                _rest = bytes.ToArray();
                return;
            }

            if (length > 0)
            {
                onStatus(this, status, bytes[..length]);
                bytes = bytes[length..];
            }
        }
    }
}
