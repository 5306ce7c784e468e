using OmniSage.Models.Offline.Requests;

namespace OmniSage.Models.Offline.Publishing;

/// <summary>Publishes files of a task: <c>publish d.txt</c>, <c>publish d.txt as reports/d.txt</c></summary>
internal static class PublishPattern
{
    public static readonly Pattern Pattern = new(
        "publish", "run: date > d.txt; publish d.txt", ["publish", "release", "share", "deliver", "artifact"], Read);

    private static PublishRequest? Read(string line)
    {
        var (rest, isQuestion) = Phrase.WithoutCourtesy(line);
        var said = isQuestion ? Phrase.WithoutThanks(rest) : rest;
        return Publication.Read(said) is { } publications ? new(publications) : null;
    }
}
