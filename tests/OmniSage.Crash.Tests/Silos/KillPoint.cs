using System.Globalization;

namespace OmniSage.Crash.Tests.Silos;

/// <summary>Before or after the commit of that number, counted from 1 since the silo was told.</summary>
internal sealed record KillPoint(KillMoment Moment, int Commit)
{
    public static KillPoint Parse(string text)
    {
        var words = text.Split(' ');
        return new(Enum.Parse<KillMoment>(words[0]), int.Parse(words[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Moment} {Commit}");
}
