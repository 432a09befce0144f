using CsCheck;
using SafeSynth.Privacy;

namespace SafeSynth.Tests.Privacy;

public sealed class FourierTransformTests
{
    [Fact]
    public void A_convolution_by_transforms_is_above_the_one_by_hand_and_close_to_it()
    {
        Gen.Double[0, 1].Array[16].Sample(masses =>
        {
            var expected = new double[64];
            for (var i = 0; i < 16; i++)
            {
                for (var j = 0; j < 16; j++)
                {
                    for (var k = 0; k < 16; k++)
                        expected[i + j + k] += masses[i] * masses[j] * masses[k];
                }
            }

            var spectrum = new Spectrum(64);
            double[] padded = [.. masses, .. new double[48]];
            spectrum.MultiplyByPower([.. padded], 2);
            spectrum.MultiplyByPower([.. padded], 1);
            var found = spectrum.ToMassesRoundedUp();

            var tolerance = 1e-13 * Math.Pow(masses.Sum(), 3);
            Assert.All(found.Zip(expected), pair => Assert.InRange(pair.First, pair.Second * (1 - 1e-14), pair.Second + tolerance));
        }, iter: 50);
    }

    [Fact]
    public void Forward_and_backward_give_back_the_values_times_the_length()
    {
        var transform = new FourierTransform(1024);
        var values = Enumerable.Range(0, 1024).Select(i => Math.Sin(i * i)).ToArray();
        var (real, imaginary) = ((double[])values.Clone(), new double[1024]);

        transform.Forward(real, imaginary);
        Assert.Equal(values.Sum(), real[0], 1e-11);
        transform.Backward(real, imaginary);

        Assert.All(real.Zip(values), pair => Assert.Equal(1024 * pair.Second, pair.First, 1e-10));
        Assert.All(imaginary, value => Assert.Equal(0, value, 1e-10));
    }
}
