using System.ComponentModel.DataAnnotations;

namespace OmniSage.Api.Messages;

/// <summary>A message for the agent of a thread, or a command such as <c>/status</c>.</summary>
/// <param name="Text">Any Unicode text of 1 to 262,144 bytes in UTF-8.</param>
/// <param name="ClientId">The caller's own id, 1 to 128 characters: a repeat changes nothing.</param>
/// <param name="Mode">How it joins the work under way; as the thread is set without it.</param>
/// <param name="Images">At most four pictures for the model to look at.</param>
internal sealed record MessageBody(
    [property: Required] string? Text = null,
    string? ClientId = null,
    QueueMode? Mode = null,
    ImmutableArray<ImageBody>? Images = null);

/// <summary>A picture: PNG, JPEG, GIF or WebP, told by its first bytes.</summary>
/// <param name="Data">Its bytes in Base64, at most 4 MiB of them, and 8 MiB of all pictures of a message.</param>
internal sealed record ImageBody([property: Required] byte[]? Data = null);

/// <summary>The message is durable: its id, and the run that takes it.</summary>
internal sealed record MessageAccepted(string Message, string Run);
