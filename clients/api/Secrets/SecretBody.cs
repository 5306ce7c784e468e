namespace OmniSage.Api.Secrets;

/// <summary>A value for the vault. It is sealed before anything else sees it, and never shown again.</summary>
internal sealed record SecretBody
{
    /// <summary>The secret's name; only where one is made.</summary>
    public string? Name { get; init; }

    /// <summary>1 to 8,192 bytes in UTF-8.</summary>
    public required string? Value { get; init; }

    /// <summary>Hosts that it may be sent to; where a value is replaced, what is left out stays.</summary>
    public string[]? Hosts { get; init; }

    /// <summary>Without the value.</summary>
    public override string ToString() => nameof(SecretBody);
}
