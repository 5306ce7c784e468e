using System.ComponentModel.DataAnnotations;
using OmniSage.GrainInterfaces.Memory;

namespace OmniSage.Api.Memory;

/// <summary>A fact to be remembered.</summary>
/// <param name="Text">1 to 2,000 bytes in UTF-8.</param>
/// <param name="Scope">For whom it is kept; the caller's own without it.</param>
/// <param name="Subject">The thread, project or agent of that scope; none for a user or a workspace.</param>
/// <param name="Importance">1 to 5; 3 without it. Facts of 5 are told to every turn of their scope.</param>
/// <param name="RetentionDays">Days after which it is forgotten by itself, 1 to 36,500; never without it.</param>
/// <param name="ClientId">The caller's own id, 1 to 128 characters: a repeat changes nothing.</param>
internal sealed record FactBody(
    [property: Required] string? Text = null,
    MemoryScopeKind? Scope = null,
    string? Subject = null,
    int? Importance = null,
    int? RetentionDays = null,
    string? ClientId = null);

/// <summary>What a fact is to say from now on; what is left out stays as it is.</summary>
/// <param name="Text">1 to 2,000 bytes in UTF-8.</param>
/// <param name="Importance">1 to 5.</param>
/// <param name="RetentionDays">Days from now, 1 to 36,500.</param>
internal sealed record FactEdit(string? Text = null, int? Importance = null, int? RetentionDays = null);

/// <summary>Whether anything new is remembered.</summary>
/// <param name="Store">False: nothing new is kept that is said there.</param>
/// <param name="Thread">The thread that it is about; the whole workspace without it.</param>
internal sealed record MemorySwitchBody([property: Required] bool? Store = null, string? Thread = null);
