namespace OmniSage.GrainInterfaces.Coordinators;

/// <summary>A picture that comes with a message: PNG, JPEG, GIF or WebP, told by its first bytes.</summary>
[GenerateSerializer, Immutable, Alias("omnisage.message-image")]
public sealed record MessageImage([property: Id(0)] ImmutableArray<byte> Content)
{
    /// <summary>Pictures of one message.</summary>
    public const int CountMax = 4;

    /// <summary>Bytes of one.</summary>
    public const int BytesMax = 4 << 20;

    /// <summary>Bytes of all of one message.</summary>
    public const int BytesOfMessageMax = 8 << 20;

    /// <summary>The type that its bytes have; null when it is none that models look at.</summary>
    public string? FindMediaType() => Content.AsSpan() switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
            "image/webp",
        _ => null,
    };
}
