using System.Buffers;

namespace OmniSage.Sandbox.Runner;

/// <summary>Keeps the first and the last bytes of a stream: half of the bound each.</summary>
internal sealed class HeadTail(int bytesMax)
{
    private readonly int _headMax = bytesMax / 2;
    private readonly int _tailMax = bytesMax - (bytesMax / 2);
    private readonly ArrayBufferWriter<byte> _head = new();
    private byte[] _tail = [];
    private int _tailCount;
    private int _tailNext;

    internal long Total { get; private set; }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        Total += bytes.Length;
        var toHead = Math.Min(bytes.Length, _headMax - _head.WrittenCount);
        _head.Write(bytes[..toHead]);
        bytes = bytes[toHead..];
        if (bytes.Length == 0 || _tailMax == 0)
        {
            return;
        }

        if (_tail.Length == 0)
        {
            _tail = new byte[_tailMax];
        }

        // Of a long piece only its end can stay.
        bytes = bytes[Math.Max(0, bytes.Length - _tailMax)..];
        var untilEnd = Math.Min(bytes.Length, _tailMax - _tailNext);
        bytes[..untilEnd].CopyTo(_tail.AsSpan(_tailNext));
        bytes[untilEnd..].CopyTo(_tail);
        _tailNext = (_tailNext + bytes.Length) % _tailMax;
        _tailCount = Math.Min(_tailMax, _tailCount + bytes.Length);
    }

    internal KeptOutput ToKept()
    {
        var tail = new byte[_tailCount];
        var start = _tailCount < _tailMax ? 0 : _tailNext;
        var untilEnd = Math.Min(_tailCount, _tail.Length - start);
        _tail.AsSpan(start, untilEnd).CopyTo(tail);
        _tail.AsSpan(0, _tailCount - untilEnd).CopyTo(tail.AsSpan(untilEnd));
        return new KeptOutput(_head.WrittenSpan.ToArray(), tail, Total);
    }
}
