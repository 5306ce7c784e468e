using System.Text;
using Microsoft.Extensions.Options;
using OmniSage.Grains.Artifacts;
using OmniSage.Grains.Runs;
using OmniSage.Grains.Tools.Inproc;
using OmniSage.Grains.Tools.Sandboxed;
using OmniSage.Grains.Tools.Schemas;
using OmniSage.Sandbox;

namespace OmniSage.Grains.Tools;

/// <summary>
/// Calls a tool: one of our own as it is, any other in the run's sandbox, whose workspace is kept.
/// </summary>
internal sealed class ToolCaller(
    ToolCatalog catalog,
    TaskSandboxes sandboxes,
    FileCapture capture,
    LiveRuns live,
    IOptions<AgentOptions> options)
{
    public async Task<StepReport> CallAsync(ToolOrder order, CancellationToken cancellation)
    {
        var tool = order.Tools.Contains(order.Call.Tool) ? catalog.Find(order.Call.Tool) : null;
        try
        {
            if (tool is not null) SchemaCheck.Require(tool.Manifest, order.Call.Arguments);
            return tool switch
            {
                IInprocTool inproc => Answer(order, await CallAsync(inproc, order, cancellation), workspace: null),
                ISandboxedTool sandboxed => await CallAsync(sandboxed, order, cancellation),
                _ => throw new StepFaultException(
                    ToolErrors.NoSuchTool, ToolErrors.NoSuch(order.Call.Tool), retryable: false),
            };
        }
        catch (ToolFaultException fault)
        {
            return Answer(order, new(ToolErrors.ToJson(fault.Code, fault.Message), Succeeded: false), workspace: null);
        }
        catch (SandboxException fault)
        {
            throw new StepFaultException(fault.Code, fault.Message, fault.Retryable, fault);
        }
        catch (OmniSageException fault)
        {
            throw new StepFaultException(fault.Code, fault.Message, fault.Retryable, fault);
        }
    }

    /// <summary>Keeps what a call names.</summary>
    public async Task<StepReport> PrepareAsync(PrepareOrder order, CancellationToken cancellation)
    {
        try
        {
            return await capture.CaptureAsync(order, cancellation);
        }
        catch (ToolFaultException fault)
        {
            throw new StepFaultException(fault.Code, fault.Message, retryable: false, fault);
        }
        catch (SandboxException fault)
        {
            throw new StepFaultException(fault.Code, fault.Message, fault.Retryable, fault);
        }
        catch (OmniSageException fault)
        {
            throw new StepFaultException(fault.Code, fault.Message, fault.Retryable, fault);
        }
    }

    public bool HasSandbox(RunId run) => sandboxes.Has(run);

    public void Release(RunId run) => sandboxes.Release(run);

    public void LetGo(RunId run) => sandboxes.ReleaseKept(run);

    private static ToolAnswered Answer(ToolOrder order, ToolOutcome outcome, string? workspace) => new()
    {
        Run = order.Run,
        Step = order.Step,
        Attempt = order.Attempt,
        Result = outcome.Result,
        Succeeded = outcome.Succeeded,
        Workspace = workspace,
        Labels = outcome.Labels,
    };

    private async Task<ToolOutcome> CallAsync(IInprocTool tool, ToolOrder order, CancellationToken cancellation)
    {
        try
        {
            var bytesMax = options.Value.ToolResultBytesMax;
            var call = new InprocCall(order.Run, order.Place, order.Call, order.Labels, bytesMax) { Step = order.Step };
            return (await tool.CallAsync(call, cancellation)).Within(bytesMax);
        }
        catch (ToolFaultException fault)
        {
            return new(ToolErrors.ToJson(fault.Code, fault.Message), Succeeded: false);
        }
    }

    private async Task<ToolAnswered> CallAsync(ISandboxedTool tool, ToolOrder order, CancellationToken cancellation)
    {
        var session = await sandboxes.OpenAsync(order.Run, order.Place, order.Workspace, cancellation);
        if (tool.ChangesWorkspace) sandboxes.Touch(order.Run);
        var outcome = await CallAsync(tool, order, session, cancellation);
        var hasDied = !session.IsAlive;
        var workspace = tool.ChangesWorkspace && !hasDied
            ? await sandboxes.KeepAsync(session, order.Run, cancellation)
            : null;
        var note = SandboxNotes.Of(
            isReplaced: sandboxes.TakeLoss(order.Run),
            hasDied,
            isUnkept: tool.ChangesWorkspace && !hasDied && workspace is null,
            hasKept: order.Workspace is not null);
        return Answer(order, outcome.Noted(note), workspace);
    }

    private async Task<ToolOutcome> CallAsync(
        ISandboxedTool tool, ToolOrder order, ISandboxSession session, CancellationToken cancellation)
    {
        var bytesMax = options.Value.ToolResultBytesMax - SandboxNotes.BytesMax;
        var call = new SandboxCall(session, order.Call.Arguments, new Output(order.Run, live).Take, bytesMax)
        {
            Run = order.Run,
            Place = order.Place,
        };
        return (await AnswerAsync(tool, call, cancellation)).Within(bytesMax);
    }

    private static async Task<ToolOutcome> AnswerAsync(
        ISandboxedTool tool, SandboxCall call, CancellationToken cancellation)
    {
        try
        {
            return await tool.CallAsync(call, cancellation);
        }
        catch (ToolFaultException fault)
        {
            return new(ToolErrors.ToJson(fault.Code, fault.Message), Succeeded: false);
        }
        catch (SandboxException fault) when (fault.Code is SandboxException.PathRefused or SandboxException.NotFound
            or SandboxException.Invalid or SandboxException.DiskFull)
        {
            return new(ToolErrors.ToJson(fault.Code, fault.Message), Succeeded: false);
        }
    }

    /// <summary>Turns bytes into text as they come, also where a character is torn apart.</summary>
    private sealed class Output(RunId run, LiveRuns live)
    {
        private readonly Decoder stdout = Encoding.UTF8.GetDecoder();
        private readonly Decoder stderr = Encoding.UTF8.GetDecoder();

        public void Take(OutputFrame frame)
        {
            var decoder = frame.Channel == OutputChannel.Stdout ? stdout : stderr;
            var chars = new char[Encoding.UTF8.GetMaxCharCount(frame.Bytes.Length)];
            var count = decoder.GetChars(frame.Bytes.Span, chars, flush: false);
            if (count == 0) return;
            var channel = frame.Channel == OutputChannel.Stdout ? LiveChannel.Stdout : LiveChannel.Stderr;
            live.Write(run, channel, new(chars, 0, count));
        }
    }
}
