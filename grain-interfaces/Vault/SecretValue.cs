namespace OmniSage.GrainInterfaces.Vault;

/// <summary>The bounds of a value.</summary>
public static class SecretValue
{
    public const int BytesMax = 8 * 1024;
}
