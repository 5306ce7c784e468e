namespace OmniSage.Crash.Tests.Silos;

/// <summary>
/// Where in a commit the process dies: nothing of it is written yet, or it is durable and nobody knows yet.
/// </summary>
internal enum KillMoment { Before, After }
