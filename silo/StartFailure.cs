using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OmniSage.GrainInterfaces;

namespace OmniSage.Silo;

/// <summary>Turns what can keep OmniSage from starting into one sentence with the next step.</summary>
internal static class StartFailure
{
    private const string ConfigurationBinder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>The sentence; null for a fault that nobody foresaw, whose trace is worth more.</summary>
    public static string? Explain(Exception fault, SiloArguments arguments) => fault switch
    {
        OmniSageException known => known.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        AggregateException several => several.InnerExceptions
            .Select(one => Explain(one, arguments))
            .FirstOrDefault(one => one is not null),
        _ when Find<AddressInUseException>(fault) is not null || IsInUse(fault) =>
            $"Port {arguments.Port} is in use. Choose another with --port, or stop what uses it.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {arguments.Port} may not be used by this account. Choose one above 1023 with --port.",
        UnauthorizedAccessException =>
            $"The data folder cannot be written: {arguments.DataFolder}. Choose another with --data.",
        OperationCanceledException => "OmniSage was stopped before it was ready.",
        InvalidOperationException { Source: ConfigurationBinder, InnerException: not null } =>
            $"{fault.Message} Correct it where it is set (OMNISAGE_Section__Name).",
        IOException { InnerException: null } =>
            $"The data folder cannot be used: {fault.Message}. Choose another with --data.",
        _ => fault.InnerException is { } inner ? Explain(inner, arguments) : null,
    };

    private static bool IsInUse(Exception fault) =>
        Find<SocketException>(fault) is { SocketErrorCode: SocketError.AddressAlreadyInUse };

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found) return found;
        }

        return null;
    }
}
