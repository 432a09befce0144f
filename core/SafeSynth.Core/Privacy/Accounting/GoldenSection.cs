namespace SafeSynth.Privacy;

/// <summary>Looks for the least value of a function of one variable that falls, then rises (Kiefer 1953).</summary>
internal static class GoldenSection
{
    private const double Ratio = 0.61803398874989485;
    private const int Steps = 80;

    public static double Least(Func<double, double> function, double low, double high)
    {
        var (left, right) = (high - Ratio * (high - low), low + Ratio * (high - low));
        var (atLeft, atRight) = (function(left), function(right));
        for (var step = 0; step < Steps && left < right; step++)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - Ratio * (high - low);
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + Ratio * (high - low);
                atRight = function(right);
            }
        }

        return atLeft <= atRight ? left : right;
    }
}
