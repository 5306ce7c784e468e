using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OmniSage.Web.Tests.Fixtures;

/// <summary>Pictures that are made on the spot, so that no bytes of others stand in the tree.</summary>
internal static class Pictures
{
    /// <summary>A PNG image (RFC 2083) with a soft slope of green.</summary>
    public static byte[] Png(int width, int height) =>
        Png(width, height, (x, y) => [(byte)(60 + (80 * x / width)), (byte)(110 + (90 * y / height)), 90]);

    /// <summary>A chart of bars, as high as the values say.</summary>
    public static byte[] Bars(params int[] values)
    {
        const int Width = 560;
        const int Height = 220;
        var slot = Width / values.Length;
        return Png(Width, Height, (x, y) =>
            y == Height - 12 ? [150, 155, 148]
            : IsBar(x, Height - 12 - y) ? [47, 98, 70]
            : [255, 254, 251]);

        bool IsBar(int x, int height) => height > 0 && height < values[Math.Min(x / slot, values.Length - 1)]
            && x % slot > slot / 5 && x % slot < slot - (slot / 5);
    }

    private static byte[] Png(int width, int height, Func<int, int, byte[]> colour)
    {
        var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                packed.WriteByte(0);
                for (var x = 0; x < width; x++) packed.Write(colour(x, y));
            }
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", head), .. Chunk("IDAT", rows.ToArray()),
            .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, content.Length);
        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. size, .. named, .. sum];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
