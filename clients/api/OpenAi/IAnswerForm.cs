namespace OmniSage.Api.OpenAi;

/// <summary>The form in which a client wants an answer.</summary>
internal interface IAnswerForm
{
    /// <summary>Says it as it comes.</summary>
    IAnswerWriter Open(HttpResponse response);

    /// <summary>Says it whole.</summary>
    Task WriteAsync(HttpResponse response, AgentAnswer answer);
}
