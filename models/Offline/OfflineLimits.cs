namespace OmniSage.Models.Offline;

/// <summary>Every bound of the offline model, in one place.</summary>
internal static class OfflineLimits
{
    /// <summary>Characters of a person's own words that an answer repeats.</summary>
    public const int QuoteCharsMax = 200;

    public const int TitleCharsMax = 80;

    /// <summary>Requests that one answer deals with; what is left over is named, not started.</summary>
    public const int RequestsMax = 16;

    /// <summary>Files that one request may show.</summary>
    public const int PathsMax = 16;

    /// <summary>Characters of one output or file that an answer repeats.</summary>
    public const int BlockCharsMax = 32_768;

    /// <summary>Entries of a file list that an answer repeats.</summary>
    public const int EntriesMax = 500;

    /// <summary>Updates into which the text of one streamed answer is cut.</summary>
    public const int ChunksMax = 256;

    public const int ExpressionCharsMax = 1_000;
    public const int ExpressionDepthMax = 64;

    /// <summary>Size of a numerator or denominator, some 4,900 decimal digits.</summary>
    public const int NumberBitsMax = 16_384;

    /// <summary>Digits of a number that an answer writes out before it rounds.</summary>
    public const int NumberDigitsMax = 1_000;

    public const int ExponentMax = 10_000;
}
