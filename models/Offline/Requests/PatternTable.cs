using OmniSage.Models.Offline.Arithmetic;
using OmniSage.Models.Offline.Asking;
using OmniSage.Models.Offline.Files;
using OmniSage.Models.Offline.Memory;
using OmniSage.Models.Offline.Publishing;
using OmniSage.Models.Offline.Running;
using OmniSage.Models.Offline.Talk;
using OmniSage.Models.Offline.Web;

namespace OmniSage.Models.Offline.Requests;

/// <summary>Every pattern, in the order in which they are tried; the first that reads a line wins.</summary>
internal static class PatternTable
{
    public static readonly ImmutableArray<Pattern> All =
    [
        RunPattern.Pattern,
        PythonPattern.Pattern,
        WriteFilePattern.Pattern,
        PatchFilePattern.Pattern,
        FetchPattern.Pattern,
        PublishPattern.Pattern,
        IngestPattern.Pattern,
        ShowFilesPattern.Pattern,
        ListFilesPattern.Pattern,
        AskPattern.Pattern,
        AnswerPattern.Pattern,
        ComputePattern.Pattern,
        RememberPattern.Pattern,
        RecallPattern.Pattern,
        ForgetPattern.Pattern,
        HelpPattern.Pattern,
        GreetingPattern.Pattern,
    ];

    /// <summary>What the line asks for, or null when no pattern reads it.</summary>
    public static Request? Read(string line)
    {
        foreach (var pattern in All)
        {
            if (pattern.Read(line) is { } request)
                return request;
        }

        return null;
    }
}
