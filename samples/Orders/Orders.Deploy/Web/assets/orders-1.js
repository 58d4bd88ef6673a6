document.forms[0].addEventListener("submit", async submit => {
  submit.preventDefault();
  const customer = new FormData(submit.target).get("customer");
  const answer = await fetch(`/customers/${encodeURIComponent(customer)}/orders`);
  const { orders } = answer.ok ? await answer.json() : { orders: [] };
  document.querySelector("ul").replaceChildren(...orders.map(({ id, status, total }) => {
    const line = document.createElement("li");
    line.textContent = `${id} ${status} ${total}`;
    return line;
  }));
});
