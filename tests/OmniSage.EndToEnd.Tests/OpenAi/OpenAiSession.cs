using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;

namespace OmniSage.EndToEnd.Tests.OpenAi;

/// <summary>OpenAI's own client for .NET, set to a silo, as a person sets it: by an address and a key.</summary>
internal static class OpenAiSession
{
    public static Uri AddressOf(TestSilo silo) => new(silo.Url, "v1");

    public static string KeyOf(TestSilo silo) => File.ReadAllText(Path.Combine(silo.Folder, "api-key")).Trim();

    public static OpenAIClient Connect(TestSilo silo, string? key = null) => new(
        new ApiKeyCredential(key ?? KeyOf(silo)),
        new OpenAIClientOptions { Endpoint = AddressOf(silo), RetryPolicy = new ClientRetryPolicy(0) });

    public static ChatClient Chat(TestSilo silo) => Connect(silo).GetChatClient("omnisage");

    public static string TextOf(ChatCompletion answer) => string.Concat(answer.Content.Select(part => part.Text));

    /// <summary>The thread that an answer was given in.</summary>
    public static string ThreadOf(ClientResult answer) =>
        answer.GetRawResponse().Headers.TryGetValue("OmniSage-Thread", out var thread) ? thread! : "";
}
