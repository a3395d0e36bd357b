// Judges a claim on two weight files: a standard network and an adversarially trained one of the same architecture.
// Usage: CompareTwoNetworks ARCHITECTURE STANDARD ROBUST [CLAIM]
using RobustRepro;
using RobustRepro.Claims;

if (args.Length is not (3 or 4))
{
    Console.Error.WriteLine("usage: CompareTwoNetworks ARCHITECTURE STANDARD ROBUST [CLAIM]");
    return 2;
}
using var suite = Suite.Open("trifeature");
ClaimResult result = suite.Compare(args[0], args[1], args[2]).Judge(args.Length == 4 ? args[3] : "shape-bias");
Console.WriteLine(result);
return 0;
