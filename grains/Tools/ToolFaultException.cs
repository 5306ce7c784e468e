namespace OmniSage.Grains.Tools;

/// <summary>A call that its model can mend; the message is for the model.</summary>
internal sealed class ToolFaultException(string message, Exception? inner = null, string code = "invalid_arguments")
    : Exception(message, inner)
{
    public string Code { get; } = code;
}
