"""What a micro-batch goes through: landed, mapped, published."""
