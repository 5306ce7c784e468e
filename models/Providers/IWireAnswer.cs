namespace OmniSage.Models.Providers;

/// <summary>Makes of a provider's events what they mean, in one protocol.</summary>
internal interface IWireAnswer
{
    /// <summary>Nothing more is to come, whatever the provider still sends.</summary>
    bool IsOver { get; }

    /// <summary>What this event brings; null for nothing.</summary>
    ChatResponseUpdate? Take(ProviderEvent one);

    /// <summary>What is whole only at the end.</summary>
    /// <exception cref="ModelFaultException">The end came too early.</exception>
    ChatResponseUpdate End();
}
