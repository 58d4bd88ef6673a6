namespace Orders.Shipping.Policies;

public static class FreeShipping
{
    public static bool IsGranted(decimal total) => total >= 50;
}
