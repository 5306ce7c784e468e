using OmniSage.Egress;
using OmniSage.Grains.Tools.Inproc;

namespace OmniSage.Grains.Tools.Web;

/// <summary>Asks a server on behalf of a call: its answer is never trusted, and no other host is asked.</summary>
internal sealed class WebReader(EgressClient egress)
{
    /// <summary>Bytes of an answer that are read.</summary>
    public const int BodyBytesMax = 4 << 20;

    private const int TypeCharsMax = 100;

    public static Labels Labels { get; } = Labels.Tool with { Trust = Trust.Untrusted };

    /// <exception cref="ToolFaultException">There is no answer; the message says why.</exception>
    public async Task<EgressResult> AskAsync(InprocCall call, string accept, CancellationToken cancellation)
    {
        var given = ToolArguments.Read<WebArguments>(call.Call.Arguments).Url;
        try
        {
            var url = EgressUrl.Parse(given);
            // The call was allowed for this host; what another host is asked is another call.
            var request = new EgressRequest(given)
            {
                Accept = accept,
                BodyBytesMax = BodyBytesMax,
                MayFollow = target => IsSameHost(url, target),
            };
            return await egress.GetAsync(request, cancellation);
        }
        catch (EgressException fault)
        {
            throw new ToolFaultException(fault.Message, fault, fault.Code);
        }
    }

    /// <summary>The result for the model: what the server said, and as much of the text as fits.</summary>
    public static ToolOutcome Outcome(EgressResult answer, ReadablePage page, bool succeeded, int storedMax)
    {
        // A quarter is left for what stands around it.
        var content = ResultText.Cut(page.Text, storedMax / 4 * 3);
        return ToolOutcome.Of(
            new
            {
                Url = Short(answer.Url.AbsoluteUri, storedMax),
                answer.Status,
                ContentType = ResultText.Cut(answer.ContentType, TypeCharsMax),
                Title = page.Title.Length == 0 ? null : Short(page.Title, storedMax),
                Truncated = answer.Truncated || page.Truncated || content.Length < page.Text.Length,
                Content = content,
            },
            succeeded) with { Labels = Labels };
    }

    /// <summary>A redirect that was not followed, or an answer of a kind that cannot be read.</summary>
    public static ToolOutcome Unread(EgressResult answer, int storedMax) => ToolOutcome.Of(
        new
        {
            Url = Short(answer.Url.AbsoluteUri, storedMax),
            answer.Status,
            ContentType = ResultText.Cut(answer.ContentType, TypeCharsMax),
            RedirectTo = answer.RedirectTo is { } target ? Short(target.AbsoluteUri, storedMax) : null,
            Error = answer.RedirectTo is null
                ? "This is neither text, HTML, JSON, XML nor PDF, and cannot be read."
                : "It redirects to another host, which was not asked. Call the tool again with redirect_to if that is "
                    + "what you want.",
        },
        succeeded: false) with { Labels = Labels };

    private static bool IsSameHost(Uri asked, Uri target) => EgressUrl.HostOf(asked) == EgressUrl.HostOf(target)
        && (asked.Port == target.Port || (asked.IsDefaultPort && target.IsDefaultPort));

    private static string Short(string text, int storedMax) => ResultText.Cut(text, storedMax / 16);
}
