namespace OmniSage.Sandbox.Daemon;

/// <summary>The caller's half of a call.</summary>
internal static class WireCalls
{
    /// <summary>For calls that bring nothing but an answer.</summary>
    internal static void NoOutput(WireFrame kind, ReadOnlyMemory<byte> content)
    {
    }

    /// <summary>Sends bytes that belong to a request.</summary>
    internal static async Task SendAsync(WireConnection connection, Stream source, CancellationToken ct)
    {
        var buffer = new byte[WireConnection.PieceBytesMax];
        int count;
        while ((count = await source.ReadAsync(buffer, ct)) > 0)
        {
            connection.Write(WireFrame.Data, buffer.AsSpan(0, count));
        }

        connection.Write(WireFrame.DataEnd, []);
    }

    /// <summary>Hands on what comes until the answer does.</summary>
    /// <exception cref="SandboxException">What the daemon says went wrong, or that it is gone.</exception>
    internal static async Task<WireAnswer> AwaitAnswerAsync(
        WireConnection connection, Action<WireFrame, ReadOnlyMemory<byte>> onOutput, CancellationToken ct)
    {
        while (await ReadAsync(connection, ct) is { } frame)
        {
            switch (frame.Kind)
            {
                case WireFrame.Answer:
                    return WireConnection.Parse(frame.Content, WireJson.Default.WireAnswer);
                case WireFrame.Failure:
                    var failure = WireConnection.Parse(frame.Content, WireJson.Default.WireFailure);
                    throw failure.Code is { } code
                        ? new SandboxException(code, failure.Retryable, failure.Message)
                        : new OperationCanceledException(failure.Message, ct);
                default:
                    onOutput(frame.Kind, frame.Content);
                    break;
            }
        }

        throw DaemonClient.Gone(null);
    }

    private static async Task<(WireFrame Kind, ReadOnlyMemory<byte> Content)?> ReadAsync(
        WireConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.ReadAsync(ct);
        }
        catch (IOException broken)
        {
            throw DaemonClient.Gone(broken);
        }
    }
}
