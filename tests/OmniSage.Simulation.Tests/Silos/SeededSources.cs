using OmniSage.Simulation.Tests.Loops;
using OmniSage.Storage.Journals;
using OmniSage.Storage.Writes;

namespace OmniSage.Simulation.Tests.Silos;

/// <summary>Ids of version 7 whose random bits are the seed's.</summary>
internal sealed class SeededIds(LoopClock clock, Random chance) : GuidSource(clock)
{
    public override Guid Next()
    {
        clock.Loop.RequireThread("Making an id");
        Span<byte> bytes = stackalloc byte[16];
        chance.NextBytes(bytes);
        var milliseconds = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var index = 5; index >= 0; index--, milliseconds >>= 8) bytes[index] = (byte)milliseconds;
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}

/// <summary>Salts from the seed.</summary>
internal sealed class SeededSalts(Random chance) : SaltSource
{
    public override void Fill(Span<byte> salt) => chance.NextBytes(salt);
}

/// <summary>Makes the database slow, and lets it fail before or after a batch is durable.</summary>
internal sealed class SeededWriteFaults(Chaos chaos, LoopClock clock) : WriteFaults
{
    public override Task? Delay() => chaos.NextWriteDelay() is { } delay ? Task.Delay(delay, clock) : null;

    public override WriteFault Next()
    {
        clock.Loop.RequireThread("A write");
        return chaos.NextWrite();
    }
}
