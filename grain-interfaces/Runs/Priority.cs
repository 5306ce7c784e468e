namespace OmniSage.GrainInterfaces.Runs;

/// <summary>Who waits for the work; a higher one goes first.</summary>
public enum Priority { Heartbeat, Schedule, Event, Approval, Human }
