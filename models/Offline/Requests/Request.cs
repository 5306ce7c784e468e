namespace OmniSage.Models.Offline.Requests;

/// <summary>One thing somebody asked for: talk that is answered at once, or work that a task does.</summary>
internal abstract record Request;
