namespace OmniSage.Models.Offline.Requests;

/// <summary>One thing somebody asked for: talk that is answered at once, work that a task does, or
/// something of the coordinator's memory.</summary>
internal abstract record Request;
