global using System.Collections.Immutable;
global using Microsoft.Extensions.AI;
global using OmniSage.Testing;
global using OmniSage.Testing.Models;
global using Xunit;
