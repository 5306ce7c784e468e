using System.Globalization;
using System.Text;

namespace OmniSage.GrainInterfaces.Runs;

/// <summary>
/// Which characters show nothing, or move what stands around them: two texts that differ in these alone look the same.
/// Pure.
/// </summary>
public static class Invisible
{
    public static bool Is(Rune rune) => IsBlank(rune.Value) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>
    /// Letters and signs by Unicode's tables that are drawn as nothing: fillers of Korean syllables, the empty Braille
    /// cell, and the plane of tags and variants, of which a whole hidden text can be made.
    /// </summary>
    private static bool IsBlank(int value) => value
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
        or (>= 0xE0000 and <= 0xE0FFF);
}
