using System.Collections.Concurrent;

namespace OmniSage.Storage.Directories;

/// <summary>
/// Answers, also negative ones, for at most one second; bounded, so that guessing keys fills nothing.
/// </summary>
internal sealed class RecentAnswers<TName, T>(TimeProvider time)
    where TName : notnull
    where T : class
{
    public const int AnswersMax = 8192;

    public static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TName, (T? Answer, long At)> answers = new();

    public bool TryFind(TName name, out T? answer)
    {
        var isKnown = answers.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < AgeMax;
        answer = isKnown ? known.Answer : null;
        return isKnown;
    }

    public T? Keep(TName name, T? answer)
    {
        if (answers.Count >= AnswersMax) answers.Clear();
        answers[name] = (answer, time.GetTimestamp());
        return answer;
    }
}
