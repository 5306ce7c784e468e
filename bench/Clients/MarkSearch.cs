namespace OmniSage.Bench.Clients;

/// <summary>Counts a mark in bytes that come in pieces; a mark may be torn between two.</summary>
internal sealed class MarkSearch(ReadOnlySpan<byte> mark)
{
    private readonly byte[] mark = mark.ToArray();
    private byte[] carried = [];

    public int Count(ReadOnlySpan<byte> piece)
    {
        byte[] bytes = [.. carried, .. piece];
        var (count, at) = (0, 0);
        for (int found; (found = bytes.AsSpan(at).IndexOf(mark)) >= 0; count++) at += found + mark.Length;
        carried = bytes[Math.Max(at, bytes.Length - mark.Length + 1)..];
        return count;
    }
}
