namespace OmniSage.Grains.Tools;

/// <summary>A call that its model can mend; the message is for the model.</summary>
internal sealed class ToolFaultException(
    string message, Exception? inner = null, string code = ToolFaultException.InvalidArguments)
    : Exception(message, inner)
{
    public const string InvalidArguments = "invalid_arguments";

    public string Code { get; } = code;
}
