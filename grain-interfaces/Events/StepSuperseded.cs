namespace OmniSage.GrainInterfaces.Events;

/// <summary>
/// <c>step.superseded</c>: a message joined the run while its model was being asked, so that nobody waits for that
/// answer any more; the model is asked anew, with the message.
/// </summary>
public sealed record StepSuperseded(int Step, int Attempt, Guid Message) : EventPayload;
