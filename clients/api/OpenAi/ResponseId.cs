using OmniSage.Api.Access;

namespace OmniSage.Api.OpenAi;

/// <summary>Names a response by its thread and run; the only place where its text is made and read.</summary>
internal static class ResponseId
{
    private const string Prefix = "resp_";

    public static string Of(AnswerHead head) => $"{Prefix}{head.Thread.Value:N}{head.Run:N}";

    public static bool TryParse(string text, out Guid thread, out Guid run)
    {
        (thread, run) = (default, default);
        return text.Length == Prefix.Length + 64 && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Scope.TryParseId(text[Prefix.Length..(Prefix.Length + 32)], out thread)
            && Scope.TryParseId(text[(Prefix.Length + 32)..], out run);
    }

    /// <summary>By what its conversation is remembered; for nobody else, whatever they know.</summary>
    public static string KeyOf(Scope scope, string id) => Fingerprint.Of(scope, "response", [new("id", id)]);
}
